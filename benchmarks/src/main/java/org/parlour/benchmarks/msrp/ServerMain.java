package org.parlour.benchmarks.msrp;

import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.support.net.FreePorts;

/// A process that is measured, or the broker beside it. It does what its standard input says, line
/// by line, and answers each line with one that begins with [#ANSWER].
public final class ServerMain {
  static final String ANSWER = "> ";

  private final MeasuredServer server;
  private final Map<String, Room> rooms = new HashMap<>();

  private ServerMain(MeasuredServer server) {
    this.server = server;
  }

  /// @param arguments `floor`, `soak`, `switch`, `switch` and bootstrap servers, or `kafka` and a
  ///     directory
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "floor" -> new ServerMain(new FloorServer()).serve();
      case "switch" ->
          new ServerMain(SwitchServer.recordingTo(arguments.length > 1 ? arguments[1] : null))
              .serve();
      case "soak" -> new ServerMain(new SoakServer()).serve();
      case "kafka" -> broker(Path.of(arguments[1]));
      default ->
          throw new IllegalArgumentException(arguments[0] + " (expected: floor, switch, soak)");
    }
    System.exit(0); // Kafka's threads would keep it alive
  }

  private static void broker(Path directory) throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, FreePorts.one())) {
      System.out.println(ANSWER + kafka.bootstrapServers());
      input().readLine();
    }
  }

  private static BufferedReader input() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private void serve() throws IOException {
    Leaks.watch();
    PrintStream out = System.out;
    out.println(ANSWER + ports());
    BufferedReader in = input();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int space = line.indexOf(' ');
      String rest = line.substring(space + 1);
      out.println(ANSWER + obey(space < 0 ? line : line.substring(0, space), rest));
    }
    server.close();
  }

  /// In the order of the carriers.
  private String ports() {
    return Arrays.stream(Carrier.values())
        .map(carrier -> Integer.toString(server.port(carrier)))
        .collect(Collectors.joining(" "));
  }

  private String obey(String command, String rest) {
    switch (command) {
      case "open" -> {
        Room room = Room.parse(rest);
        rooms.put(room.name(), room);
        server.open(room);
      }
      case "close" -> {
        Room room = rooms.remove(rest);
        if (room != null) {
          server.closeRoom(room);
        }
      }
      case "memory" -> {
        return memory();
      }
      case "losses" -> {
        return server.losses();
      }
      case "leftovers" -> {
        collect();
        return server.rooms() + " " + Leaks.count();
      }
      default -> throw new IllegalArgumentException(command);
    }
    return "done";
  }

  /// Octets of heap that live, and of buffers outside of it.
  private static String memory() {
    return collect() + " " + PlatformDependent.usedDirectMemory();
  }

  /// @return octets of heap that live
  private static long collect() {
    List<Long> heap = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      System.gc();
      heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return heap.getLast();
  }
}
