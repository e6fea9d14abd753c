package org.parlour.interop.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the matrix asks for, which tests name it, and what became of them.
record Conformance(
    RequirementMatrix matrix, Map<String, SortedSet<SpecTest>> tests, TestReports reports) {
  /// Looks like a row of ours: a clause or a block of the matrix, a dash, a step; no blank.
  private static final Pattern LIKE_A_ROW =
      Pattern.compile("(\\d[A-Za-z0-9.]*|C\\.\\d+|D|ISS|REFS)-\\S+");

  /// @param root the directory of the parent pom
  static Conformance of(Path root) throws IOException {
    RequirementMatrix matrix = RequirementMatrix.read(root.resolve("docs/spec/requirements.md"));
    SpecScan scan = new SpecScan();
    TestReports reports = new TestReports();
    for (Path module : modules(root)) {
      String name = module.getFileName().toString();
      scan.add(name, module.resolve("target/test-classes"));
      reports.add(name, module.resolve("target"));
    }
    return new Conformance(matrix, withoutOwn(scan.byClause()), reports);
  }

  /// This package's own tests name clauses that do not exist.
  private static Map<String, SortedSet<SpecTest>> withoutOwn(
      Map<String, SortedSet<SpecTest>> tests) {
    String own = Conformance.class.getPackageName() + ".";
    tests.values().forEach(of -> of.removeIf(test -> test.type().startsWith(own)));
    tests.values().removeIf(Collection::isEmpty);
    return tests;
  }

  private static List<Path> modules(Path root) throws IOException {
    try (Stream<Path> directories = Files.list(root)) {
      return directories.filter(d -> Files.exists(d.resolve("pom.xml"))).sorted().toList();
    }
  }

  SortedSet<SpecTest> testsOf(String clause) {
    return tests.getOrDefault(clause, new TreeSet<>());
  }

  Status status(String clause) {
    return Status.of(
        testsOf(clause).stream().flatMap(test -> reports.outcome(test).stream()).toList());
  }

  /// Whether an integration test that passed is among those that make it green.
  boolean greenByIntegrationTest(String clause) {
    return status(clause) == Status.GREEN
        && testsOf(clause).stream()
            .filter(SpecTest::isIntegrationTest)
            .flatMap(test -> reports.outcome(test).stream())
            .anyMatch(outcome -> outcome == Outcome.PASSED);
  }

  /// Misspelt rows: nobody would notice that they prove nothing.
  List<String> unknownRows() {
    return tests.keySet().stream()
        .filter(clause -> !isRow(clause) && !matrix.decisions().contains(clause))
        .filter(clause -> LIKE_A_ROW.matcher(clause).matches())
        .map(clause -> clause + " in " + names(testsOf(clause)))
        .toList();
  }

  /// Tests that did not run in this build.
  List<SpecTest> withoutOutcome() {
    return tests.values().stream()
        .flatMap(Collection::stream)
        .distinct()
        .filter(test -> reports.outcome(test).isEmpty())
        .sorted()
        .toList();
  }

  boolean isRow(String clause) {
    return matrix.rows().containsKey(clause);
  }

  private static List<String> names(Collection<SpecTest> tests) {
    return tests.stream().map(test -> test.module() + ": " + test.shortName()).toList();
  }
}
