package org.parlour.benchmarks.xdm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many documents are read and written a second, by clients each of whom has one, next to the
/// same by a bare endpoint in the same run; and how soon, at the rate that the goal names. Judged
/// is the share of the bare endpoint that keeps the same promises.
final class Rates {
  /// Of each kind of request, before all. Two processors compile for long: a PUT takes the service
  /// 2.5 ms of them in the first seconds, 1 ms after 20 and 0.35 ms after 45 s of PUTs.
  private static final double WARM_UP_SECONDS = 20;

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
        "bare, same promises",
        "service",
        "share of each");
    Load.Requests writeMemory = lists(bare, client -> "/memory/" + client);
    Load.Requests writeRow = lists(bare, client -> "/row/" + client);
    Load.Requests keepLists = lists(bare, client -> "/promises/list/" + client);
    Load.Requests keepGroups = groups(bare, client -> "/promises/group/" + client);
    Load.Requests writeLists = lists(service, Requests::list);
    Load.Requests writeGroups = groups(service, Requests::group);
    warmUp(writeMemory, writeRow, keepLists, keepGroups, writeLists, writeGroups);
    Load.Requests readMemory = reading(bare, client -> "/memory/" + client);
    Load.Requests readRow = reading(bare, client -> "/row/" + client);
    Load.Requests readLists = reading(service, Requests::list);
    Load.Requests readGroups = reading(service, Requests::group);
    warmUp(readMemory, readRow, readLists, readGroups);
    List<Load.Requests> read = List.of(readMemory, readRow);
    compare("GET list, Basic", LEAST_READS, read, readLists);
    compare(
        "GET list, Digest",
        LEAST_READS,
        read,
        Requests.readingByDigest(load, service, connections, Requests::list));
    compare("GET group, Basic", LEAST_READS, read, readGroups);
    compare("PUT list, Basic", LEAST_WRITES, List.of(writeMemory, writeRow, keepLists), writeLists);
    compare(
        "PUT group, Basic", LEAST_WRITES, List.of(writeMemory, writeRow, keepGroups), writeGroups);
    report.table(
        connections + " connections at the goal's rate: answers a second, p50, p99", "", "service");
    paced.forEach(this::judge);
  }

  private Load.Requests reading(Server server, Requests.Place place) {
    return Requests.reading(server, connections, place);
  }

  private Load.Requests lists(Server server, Requests.Place place) {
    return Requests.writing(
        server, connections, place, Requests.LISTS, (_, turn) -> Documents.list(turn));
  }

  private Load.Requests groups(Server server, Requests.Place place) {
    return Requests.writing(server, connections, place, Requests.GROUPS, Documents::group);
  }

  private void warmUp(Load.Requests... kinds) {
    for (Load.Requests kind : kinds) {
      Speed _ = load.run(kind, connections, WARM_UP_SECONDS);
    }
  }

  /// @param rate that the goal names
  /// @param floors from memory, with a row, and with the promises of the service where a row does
  ///     not keep them
  private void compare(
      String name, double rate, List<Load.Requests> floors, Load.Requests measured) {
    List<Load.Requests> contenders = new ArrayList<>(floors);
    contenders.add(measured);
    List<List<Speed>> speeds = new ArrayList<>();
    for (Load.Requests contender : contenders) {
      Speed _ = load.run(contender, connections, 1);
      speeds.add(new ArrayList<>());
    }
    for (int i = 0; i < runs; i++) {
      for (int contender = 0; contender < contenders.size(); contender++) {
        speeds.get(contender).add(load.run(contenders.get(contender), connections, seconds));
      }
    }
    List<Speed> medians = speeds.stream().map(Speed::median).toList();
    compared(
        name,
        medians.getFirst(),
        medians.get(1),
        medians.get(floors.size() - 1),
        medians.getLast());
    paced.add(new Paced(name, rate, load.paced(measured, connections, PACED_SECONDS, rate)));
  }

  private void compared(String name, Speed memory, Speed row, Speed same, Speed service) {
    double share = service.rate() / same.rate();
    report.row(
        String.format(Locale.ROOT, "≥ %.0f %% of the same promises", SHARE * 100),
        share >= SHARE,
        name,
        memory.toString(),
        row.toString(),
        same.toString(),
        service.toString(),
        String.format(
            Locale.ROOT,
            "%.2f, %.2f, %.2f",
            service.rate() / memory.rate(),
            service.rate() / row.rate(),
            share));
  }

  private void judge(Paced kind) {
    report.row(
        String.format(Locale.ROOT, "%,.0f/s, p99 ≤ %.0f ms", kind.rate(), LONGEST_P99),
        kind.speed().rate() >= kind.rate() * KEPT && kind.speed().p99() <= LONGEST_P99,
        kind.name(),
        kind.speed().toString());
  }
}
