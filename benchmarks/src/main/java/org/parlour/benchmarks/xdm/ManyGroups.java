package org.parlour.benchmarks.xdm;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What it takes to list, search and page when there are many groups, and to start.
final class ManyGroups {
  private static final int WARM_UP = 10;
  private static final int COUNT = 30;
  private static final int STARTS = 3;
  private static final double LONGEST = 200;

  /// Of two starts, one may take so many seconds longer by chance.
  private static final double CHANCE = 0.5;

  private static final String READY = "/actuator/health/readiness";

  private final Load load;
  private final Report report;
  private final int groups;

  ManyGroups(Load load, Report report, int groups) {
    this.load = load;
    this.report = report;
    this.groups = groups;
  }

  /// Statements that make them, as the service would have stored them.
  static String[] seed(int groups) {
    return new String[] {
      """
      insert into xdm.group_document (uri, version, display_name, xui, name, updated, body)
      select 'sip:' || g || '@im.example.org', nextval('xdm.group_version'), display,
        'sip:' || g || '@im.example.org', 'index', now(),
        convert_to(replace(replace('%s', '{group}', g), '{display}', display), 'UTF8')
      from (
        select 'g' || lpad(n::text, 6, '0') as g,
          'Department ' || n / 100 || ' team ' || n %% 100 as display
        from generate_series(1, %d) n) made"""
          .formatted(Documents.group("{group}", "{display}"), groups),
      "analyze xdm.group_document"
    };
  }

  void list(Server service) {
    report.table(String.format(Locale.ROOT, "%,d groups: milliseconds", groups), "", "p50", "p99");
    String middle = "sip:g%06d@im.example.org".formatted(groups / 2);
    time(service, "the first 50", "");
    time(service, "the first 200", "?limit=200");
    time(service, "50 in the middle", "?after=" + middle);
    time(service, "one by its name", "?q=g" + "%06d".formatted(groups / 3));
    time(service, "50 of many by a word", "?q=team%2042");
    time(service, "the next 50 of those", "?q=team%2042&after=" + middle);
    time(service, "50 by two letters", "?q=42");
    time(service, "none by a word", "?q=nowhere");
    time(service, "none by two letters", "?q=zq");
  }

  private void time(Server service, String name, String query) {
    HttpRequest request =
        HttpRequest.newBuilder(service.at("/api/v1/groups" + query))
            .header("Authorization", Requests.basic(Backends.ADMIN, Backends.ADMIN))
            .GET()
            .build();
    Speed _ = load.oneByOne((_, _) -> request, WARM_UP);
    Speed speed = load.oneByOne((_, _) -> request, COUNT);
    report.row(
        String.format(Locale.ROOT, "p99 ≤ %.0f ms", LONGEST),
        speed.p99() <= LONGEST,
        name,
        String.format(Locale.ROOT, "%.1f", speed.p50()),
        String.format(Locale.ROOT, "%.1f", speed.p99()));
  }

  /// @param full a database with the groups
  /// @param empty one without, whose tables are there
  void start(Backends backends, String full, String empty) {
    report.table(
        String.format(Locale.ROOT, "Ready after so many seconds, median of %d", STARTS),
        "empty",
        String.format(Locale.ROOT, "%,d groups", groups));
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      without.add(seconds(backends, empty));
      with.add(seconds(backends, full));
    }
    double one = median(without);
    double other = median(with);
    report.row(
        String.format(Locale.ROOT, "≤ %.1f s longer", CHANCE),
        other <= one + CHANCE,
        String.format(Locale.ROOT, "%.2f", one),
        String.format(Locale.ROOT, "%.2f", other));
  }

  private static double seconds(Backends backends, String database) {
    try (Server service = backends.service(database, List.of())) {
      return service.awaitReady(READY);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
