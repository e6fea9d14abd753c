package org.parlour.interop.conformance;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Renders `docs/spec/conformance.md`. The same results give the same text.
final class ConformanceReport {
  private final Conformance conformance;
  private final StringBuilder out = new StringBuilder();

  private ConformanceReport(Conformance conformance) {
    this.conformance = conformance;
  }

  static String render(Conformance conformance) {
    ConformanceReport report = new ConformanceReport(conformance);
    report.head();
    report.totals();
    report.rows();
    report.otherClauses();
    return report.out.toString();
  }

  private void head() {
    out.append(
        """
        # Conformance

        Written by `mvn verify` from [requirements.md](requirements.md) and the tests that name its rows with `@Spec`.
        **green**: at least one test proves the row and all of its tests passed. **red**: one failed. **open**: none.
        Classes whose name ends in `IT` are integration tests: real sockets, and a real broker or database where one is needed.

        """);
  }

  private void totals() {
    out.append(
        "| role | rows | green | red | open | mandatory green | green by an integration test |\n");
    out.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    conformance.matrix().rows().values().stream()
        .flatMap(row -> row.roles().stream())
        .distinct()
        .sorted()
        .forEach(role -> total(role, row -> row.roles().contains(role)));
    total("**all**", row -> true);
    out.append('\n');
  }

  private void total(String label, Predicate<Requirement> filter) {
    List<Requirement> rows = conformance.matrix().rows().values().stream().filter(filter).toList();
    Map<Status, Long> count = count(rows);
    List<Requirement> mandatory = rows.stream().filter(row -> row.level().startsWith("M")).toList();
    line(
        label,
        Integer.toString(rows.size()),
        count.get(Status.GREEN).toString(),
        count.get(Status.RED).toString(),
        count.get(Status.OPEN).toString(),
        count(mandatory).get(Status.GREEN) + " of " + mandatory.size(),
        Long.toString(
            rows.stream().filter(r -> conformance.greenByIntegrationTest(r.id())).count()));
  }

  private Map<Status, Long> count(Collection<Requirement> rows) {
    Map<Status, Long> count = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      count.put(status, rows.stream().filter(r -> conformance.status(r.id()) == status).count());
    }
    return count;
  }

  private void rows() {
    out.append("## Rows\n\n| row | role | level | requirement | status | tests |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Requirement row : conformance.matrix().rows().values()) {
      line(
          row.id(),
          String.join(", ", row.roles()),
          row.level(),
          row.shortText(),
          conformance.status(row.id()).label(),
          tests(row.id()));
    }
    out.append('\n');
  }

  private void otherClauses() {
    out.append(
        "## Other clauses that tests name\n\n| clause | status | tests |\n| --- | --- | --- |\n");
    for (String clause : conformance.tests().keySet()) {
      if (!conformance.isRow(clause)) {
        line(clause, conformance.status(clause).label(), tests(clause));
      }
    }
  }

  private String tests(String clause) {
    return conformance.testsOf(clause).stream()
        .map(test -> test.module() + ": `" + test.shortName() + "`")
        .collect(Collectors.joining("<br>"));
  }

  private void line(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
