package org.parlour.benchmarks.msrp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.parlour.mswitch.switching.Carrier;

/// One soak, from an empty switch to an empty switch. Blocks.
final class SoakRun {
  private static final double RAMP_SECONDS = 4;
  private static final int RAMP_OCTETS = 300;
  private static final int RAMP_WINDOW = 4;
  private static final double PATIENCE_SECONDS = 30;
  private static final double LONGEST_BETWEEN_SAMPLES = 10;
  private static final int LEAST_SAMPLES = 20;

  /// Memory of the heap is taken at once, so that the process grows by what is not in it only.
  private static final List<String> FLAGS = List.of("-XX:+AlwaysPreTouch");

  private static final List<String> PARANOID_FLAGS =
      List.of(
          "-XX:+AlwaysPreTouch",
          "-Dio.netty.leakDetection.level=paranoid",
          "-Dio.netty.leakDetection.acquireAndReleaseOnly=true");

  private final SoakPlan plan;
  private final SoakTally tally = new SoakTally();
  private final List<SoakRoom> rooms = new ArrayList<>();
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();

  SoakRun(SoakPlan plan) {
    this.plan = plan;
  }

  SoakReport run() {
    try (Load load = new Load()) {
      double rate = plan.rate() > 0 ? plan.rate() : half(load);
      List<String> flags = plan.paranoid() ? PARANOID_FLAGS : FLAGS;
      try (ServerProcess server = new ServerProcess(Processors.SERVERS, flags, "soak")) {
        open(load, server);
        soak(load, server, rate);
        settle(load);
        Losses.parse(server.losses()).into(plan.legs(), figures, violations);
        load.run(() -> rooms.forEach(SoakRoom::close));
        rooms.forEach(room -> server.close(room.room()));
        leftovers(server);
      }
      load.run(() -> violations.addAll(0, tally.texts()));
    }
    return new SoakReport(figures, violations);
  }

  /// Half of what a switch takes when each session has a few messages under way.
  private double half(Load load) {
    try (ServerProcess server = new ServerProcess(Processors.SERVERS, List.of(), "switch")) {
      WindowWork work =
          new WindowWork(plan.sessions(), plan.legs() - 1, RAMP_WINDOW, RAMP_OCTETS, Carrier.TCP);
      work.run(load, server, RAMP_SECONDS);
      double most = work.run(load, server, RAMP_SECONDS).get(Figure.RATE) / (plan.legs() - 1);
      figures.put("most, measured before", print("%,.0f messages/s", most));
      return most / 2;
    }
  }

  private void open(Load load, ServerProcess server) {
    for (int i = 0; i < plan.sessions(); i++) {
      Room room = new Room(load.freshName(), plan.legs(), false);
      server.open(room);
      int number = i;
      SoakRoom opened =
          load.call(() -> new SoakRoom(load.loop(), room, number, server.port(), tally));
      rooms.add(opened);
      load.call(opened::connect).orTimeout((long) PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private void soak(Load load, ServerProcess server, double rate) {
    MemoryWatch memory = new MemoryWatch();
    SoakPace pace = load.call(() -> new SoakPace(load.loop(), rooms, rate));
    load.run(pace::step);
    Busy busy = new Busy(server::processorSeconds);
    double step = Math.min(LONGEST_BETWEEN_SAMPLES, plan.seconds() / LEAST_SAMPLES);
    while (busy.elapsed() < plan.seconds()) {
      Waiting.pass(Math.min(step, Math.max(0, plan.seconds() - busy.elapsed())));
      memory.add(busy.elapsed(), server.memory());
    }
    double elapsed = busy.elapsed();
    Sample used = busy.sample();
    load.run(
        () -> {
          pace.end();
          rooms.forEach(SoakRoom::stay);
          long sent = rooms.stream().mapToLong(SoakRoom::sent).sum();
          figures.put(
              "sessions, legs, seconds",
              print("%d, %d, %.0f", plan.sessions(), plan.legs(), elapsed));
          figures.put("messages a second", print("%,.0f (wanted: %,.0f)", sent / elapsed, rate));
          figures.put("turns at which senders were held up", print("%,d", pace.heldUp()));
        });
    figures.put(
        "switch, load busy",
        print("%.2f, %.2f", used.get(Figure.SERVER_BUSY), used.get(Figure.LOAD_BUSY)));
    memory.into(figures, violations);
  }

  /// Waits for what is under way.
  private void settle(Load load) {
    try {
      Waiting.until(
          () -> load.call(() -> rooms.stream().allMatch(SoakRoom::isSettled)),
          PATIENCE_SECONDS,
          "not all arrived");
    } catch (IllegalStateException e) {
      load.run(
          () ->
              rooms.stream()
                  .filter(room -> !room.isSettled())
                  .limit(5)
                  .forEach(room -> violations.add("not all arrived in " + room)));
    }
    load.run(
        () -> {
          figures.put(
              "messages sent, accepted",
              print(
                  "%,d, %,d",
                  rooms.stream().mapToLong(SoakRoom::sent).sum(),
                  rooms.stream().mapToLong(SoakRoom::accepted).sum()));
          figures.put(
              "heard once and in order: by legs that stay, by others",
              print(
                  "%,d, %,d",
                  rooms.stream().mapToLong(SoakRoom::heard).sum(), tally.heardInPassing()));
          figures.put("connections opened", print("%,d", tally.connections()));
          figures.put("came back too late (481)", print("%,d", tally.late()));
          figures.put("came back too early", print("%,d", tally.early()));
          figures.put("violations seen by clients", print("%,d", tally.violations()));
        });
  }

  private void leftovers(ServerProcess server) {
    Waiting.until(
        () -> server.leftovers().sessions() == 0, PATIENCE_SECONDS, "the switch is not empty");
    ServerProcess.Leftovers left = server.leftovers();
    figures.put("leaks reported", Integer.toString(left.leaks()));
    if (left.leaks() > 0) {
      violations.add(left.leaks() + " buffers leaked");
    }
  }

  private static String print(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
