package org.parlour.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Registers the users, then starts the sessions of one plan after another on schedule, and waits
/// for the last of each. [#run] blocks the calling thread; everything else happens on the clients'
/// event loops.
public final class LoadRun implements AutoCloseable {
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Crowd crowd;
  private final Consumer<String> out;
  private final List<LoadUser> users = new ArrayList<>();
  private final Map<String, LoadSession> settingUp = new ConcurrentHashMap<>();
  private final Map<Long, LoadSession> running = new ConcurrentHashMap<>();
  private final Queue<LoadUser> free = new ConcurrentLinkedQueue<>();
  private long begunSessions;

  private LoadRun(Crowd crowd, Consumer<String> out) {
    this.crowd = crowd;
    this.out = out;
  }

  /// Opens the connections and registers the users.
  ///
  /// @param plan whose users and connections will do for everything that is run
  /// @param out takes lines for people
  /// @throws Exception when the core cannot be reached or a user cannot register
  public static LoadRun prepare(LoadPlan plan, LoadAccess access, Consumer<String> out)
      throws Exception {
    LoadRun run = new LoadRun(Crowd.connect(access, plan.connections()), out);
    try {
      out.accept("registering " + plan.users() + " users ...");
      for (int i = 0; i < plan.users(); i++) {
        String name = String.format(Locale.ROOT, "load%05d", i);
        run.users.add(new LoadUser(run.crowd, name, run.settingUp::get, run::received));
      }
      run.crowd.register();
      run.free.addAll(run.users);
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  private void received(LoadUser user, String text) {
    String[] words = text.split(" ");
    if (words.length == 4 && words[0].equals("load")) {
      LoadSession session = running.get(Long.parseLong(words[1]));
      if (session != null) {
        session.received(user, Integer.parseInt(words[2]), Long.parseLong(words[3]));
      }
    }
  }

  /// Starts everything that is planned and waits until all of it has ended, well or badly.
  public LoadReport run(LoadPlan plan) throws InterruptedException {
    LoadStatistics statistics = new LoadStatistics();
    ProcessUsage usage = ProcessUsage.begin(plan.pids());
    long begun = System.nanoTime();
    long nextProgress = begun + PROGRESS_NANOS;
    long sessions = plan.sessions();
    for (long i = 0; i < sessions; i++) {
      long due = begun + plan.dueNanos(i);
      Pace.until(due);
      statistics.late(System.nanoTime() - due);
      start(plan, statistics);
      if (System.nanoTime() > nextProgress) {
        nextProgress += PROGRESS_NANOS;
        out.accept(statistics.progress());
      }
    }
    long end = System.nanoTime() + plan.patience().toNanos() * 2;
    Pace.until(() -> statistics.finished() >= sessions, end);
    return statistics.report(plan, sessions, System.nanoTime() - begun, usage.describe());
  }

  private void start(LoadPlan plan, LoadStatistics statistics) {
    LoadUser initiator = free.poll();
    if (initiator == null) {
      statistics.failed("no user is free to invite (more --users)");
      return;
    }
    long number = begunSessions++;
    LoadSession session =
        new LoadSession(
            number,
            initiator,
            others(plan, initiator),
            plan.messages(),
            statistics,
            (ended, cause) -> done(statistics, ended, cause));
    settingUp.put(initiator.name(), session);
    running.put(number, session);
    session.start(
        crowd
            .runtime()
            .nextLoop()
            .schedule(session::expire, plan.patience().toMillis(), TimeUnit.MILLISECONDS));
  }

  private List<LoadUser> others(LoadPlan plan, LoadUser initiator) {
    List<LoadUser> chosen = new ArrayList<>(plan.participants() - 1);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (chosen.size() < plan.participants() - 1) {
      LoadUser candidate = users.get(random.nextInt(users.size()));
      if (candidate != initiator && !chosen.contains(candidate)) {
        chosen.add(candidate);
      }
    }
    return chosen;
  }

  private void done(LoadStatistics statistics, LoadSession session, @Nullable String cause) {
    running.remove(session.number());
    settingUp.remove(session.initiator().name(), session);
    free.add(session.initiator());
    if (cause == null) {
      statistics.succeeded();
    } else {
      statistics.failed(cause);
    }
  }

  @Override
  public void close() {
    crowd.close();
  }
}
