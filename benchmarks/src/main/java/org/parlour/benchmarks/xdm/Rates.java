package org.parlour.benchmarks.xdm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many documents are read and written a second, by clients each of whom has one, next to the
/// same by a bare endpoint in the same run; and how soon, at the rate that the goal names.
final class Rates {
  /// Of each kind of request, before all. Two processors compile for long.
  private static final double WARM_UP_SECONDS = 4;

  /// With as many requests a second as the goal says.
  private static final double PACED_SECONDS = 5;

  /// The last answer comes after the time of the last request.
  private static final double KEPT = 0.98;

  private static final double LONGEST_P99 = 50;
  private static final double LEAST_READS = 2000;
  private static final double LEAST_WRITES = 300;
  private static final double SHARE = 0.5;

  private final Load load;
  private final Report report;
  private final Server bare;
  private final Server service;
  private final int connections;
  private final int runs;
  private final double seconds;
  private final List<Paced> paced = new ArrayList<>();

  /// What a run at the goal's rate showed.
  private record Paced(String name, double rate, Speed speed) {}

  /// @param seconds of a run
  Rates(
      Load load,
      Report report,
      Server bare,
      Server service,
      int connections,
      int runs,
      double seconds) {
    this.load = load;
    this.report = report;
    this.bare = bare;
    this.service = service;
    this.connections = connections;
    this.runs = runs;
    this.seconds = seconds;
  }

  void measure() {
    report.table(
        connections + " connections: answers a second, p50, p99",
        "",
        "bare, from memory",
        "bare, with a row",
        "service",
        "share of memory, of row");
    Load.Requests writeMemory = writing(bare, client -> "/memory/" + client);
    Load.Requests writeRow = writing(bare, client -> "/row/" + client);
    Load.Requests writeLists = writing(service, Requests::list);
    Load.Requests writeGroups =
        Requests.writing(
            service,
            connections,
            Requests::group,
            Requests.GROUPS,
            (client, turn) -> Documents.group("g" + client, "Group of turn " + turn));
    for (Load.Requests all : List.of(writeMemory, writeRow, writeLists, writeGroups)) {
      Speed _ = load.run(all, connections, WARM_UP_SECONDS);
    }
    Load.Requests readMemory = reading(bare, client -> "/memory/" + client);
    Load.Requests readRow = reading(bare, client -> "/row/" + client);
    Load.Requests readLists = reading(service, Requests::list);
    Load.Requests readGroups = reading(service, Requests::group);
    for (Load.Requests all : List.of(readMemory, readRow, readLists, readGroups)) {
      Speed _ = load.run(all, connections, WARM_UP_SECONDS);
    }
    compare("GET list, Basic", true, readMemory, readRow, readLists);
    compare(
        "GET list, Digest",
        true,
        readMemory,
        readRow,
        Requests.readingByDigest(load, service, connections, Requests::list));
    compare("GET group, Basic", true, readMemory, readRow, readGroups);
    compare("PUT list, Basic", false, writeMemory, writeRow, writeLists);
    compare("PUT group, Basic", false, writeMemory, writeRow, writeGroups);
    report.table(
        connections + " connections at the goal's rate: answers a second, p50, p99", "", "service");
    paced.forEach(this::judge);
  }

  private Load.Requests reading(Server server, Requests.Place place) {
    return Requests.reading(server, connections, place);
  }

  private Load.Requests writing(Server server, Requests.Place place) {
    return Requests.writing(
        server, connections, place, Requests.LISTS, (_, turn) -> Documents.list(turn));
  }

  private void compare(
      String name, boolean reads, Load.Requests memory, Load.Requests row, Load.Requests measured) {
    List<Load.Requests> contenders = List.of(memory, row, measured);
    List<List<Speed>> speeds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Load.Requests contender : contenders) {
      Speed _ = load.run(contender, connections, 1);
    }
    for (int i = 0; i < runs; i++) {
      for (int contender = 0; contender < contenders.size(); contender++) {
        speeds.get(contender).add(load.run(contenders.get(contender), connections, seconds));
      }
    }
    compared(name, reads, speeds.stream().map(Speed::median).toList());
    double rate = reads ? LEAST_READS : LEAST_WRITES;
    paced.add(new Paced(name, rate, load.paced(measured, connections, PACED_SECONDS, rate)));
  }

  /// A write is not answered before it is durable: it is held against the row.
  private void compared(String name, boolean reads, List<Speed> medians) {
    double service = medians.getLast().rate();
    double ofMemory = service / medians.getFirst().rate();
    double ofRow = service / medians.get(1).rate();
    report.row(
        String.format(Locale.ROOT, "≥ %.0f %% of %s", SHARE * 100, reads ? "memory" : "row"),
        (reads ? ofMemory : ofRow) >= SHARE,
        name,
        medians.getFirst().toString(),
        medians.get(1).toString(),
        medians.getLast().toString(),
        String.format(Locale.ROOT, "%.2f, %.2f", ofMemory, ofRow));
  }

  private void judge(Paced kind) {
    report.row(
        String.format(Locale.ROOT, "%,.0f/s, p99 ≤ %.0f ms", kind.rate(), LONGEST_P99),
        kind.speed().rate() >= kind.rate() * KEPT && kind.speed().p99() <= LONGEST_P99,
        kind.name(),
        kind.speed().toString());
  }
}
