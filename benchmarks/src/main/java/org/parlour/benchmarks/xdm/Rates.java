package org.parlour.benchmarks.xdm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many documents are read and written a second, by clients each of whom has one, next to the
/// same by a bare endpoint in the same run.
final class Rates {
  /// Of each kind of request, before all. Two processors compile for long.
  private static final double WARM_UP_SECONDS = 4;

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
    judge(name, reads, speeds.stream().map(Speed::median).toList());
  }

  /// A write is not answered before it is durable: it is held against the row.
  private void judge(String name, boolean reads, List<Speed> medians) {
    Speed service = medians.getLast();
    double ofMemory = service.rate() / medians.getFirst().rate();
    double ofRow = service.rate() / medians.get(1).rate();
    double least = reads ? LEAST_READS : LEAST_WRITES;
    report.row(
        String.format(
            Locale.ROOT,
            "≥ %,.0f/s, p99 ≤ %.0f ms, ≥ %.0f %% of %s",
            least,
            LONGEST_P99,
            SHARE * 100,
            reads ? "memory" : "row"),
        service.rate() >= least
            && service.p99() <= LONGEST_P99
            && (reads ? ofMemory : ofRow) >= SHARE,
        name,
        medians.getFirst().toString(),
        medians.get(1).toString(),
        service.toString(),
        String.format(Locale.ROOT, "%.2f, %.2f", ofMemory, ofRow));
  }
}
