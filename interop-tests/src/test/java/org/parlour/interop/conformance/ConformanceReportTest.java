package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceReportTest {
  private static final RequirementMatrix MATRIX =
      RequirementMatrix.parse(
          List.of(
              "| ID | Role | Lvl | Requirement | RFC | Proof |",
              "|---|---|---|---|---|---|",
              "| 1.1-1 | CF | M | First. | - | - |",
              "| 1.1-2 | CF, PF-O | M | Second. | - | - |",
              "| 1.1-3 | PF-T | O | Third. | - | - |",
              "",
              "| D-01 | a question | an answer |"));

  @TempDir private Path target;

  @Test
  void aRowIsGreenRedOrOpen() throws IOException {
    String page =
        ConformanceReport.render(
            conformance(
                Map.of(
                    "1.1-1", test("passes"),
                    "1.1-2", test("fails"),
                    "RFC 3261 §9", test("passes"))));

    assertThat(page)
        .contains("| 1.1-1 | CF | M | First. | green | some: `SomeTest.passes` |")
        .contains("| 1.1-2 | CF, PF | M | Second. | red | some: `SomeTest.fails` |")
        .contains("| 1.1-3 | PF | O | Third. | open |  |")
        .contains("| RFC 3261 §9 | green | some: `SomeTest.passes` |");
  }

  @Test
  void totalsAreByRole() throws IOException {
    String page =
        ConformanceReport.render(
            conformance(Map.of("1.1-1", test("passes"), "1.1-2", test("fails"))));

    assertThat(page)
        .contains("| CF | 2 | 1 | 1 | 0 | 1 of 2 | 0 |")
        .contains("| PF | 2 | 0 | 1 | 1 | 0 of 1 | 0 |")
        .contains("| **all** | 3 | 1 | 1 | 1 | 1 of 2 | 0 |");
  }

  @Test
  void theSameResultsGiveTheSamePage() throws IOException {
    Conformance conformance = conformance(Map.of("1.1-1", test("passes")));

    assertThat(ConformanceReport.render(conformance))
        .isEqualTo(ConformanceReport.render(conformance));
  }

  @Test
  void aMisspeltRowIsFound() throws IOException {
    Conformance conformance =
        conformance(
            Map.of(
                "1.1-9", test("passes"),
                "D-01", test("passes"),
                "RFC 3261 §8.1.1-2", test("passes")));

    assertThat(conformance.unknownRows())
        .singleElement()
        .asString()
        .contains("1.1-9", "SomeTest.passes");
  }

  @Test
  void aTestThatDidNotRunIsFound() throws IOException {
    assertThat(conformance(Map.of("1.1-1", test("elsewhere"))).withoutOutcome())
        .containsExactly(test("elsewhere"));
  }

  @Test
  void ofAParameterisedTestTheWorstRunCounts() throws IOException {
    assertThat(conformance(Map.of("1.1-1", test("several"))).status("1.1-1")).isEqualTo(Status.RED);
  }

  @Test
  void jqwiksNamesAreRead() throws IOException {
    assertThat(conformance(Map.of("1.1-1", test("a_property_of_jqwik"))).status("1.1-1"))
        .isEqualTo(Status.GREEN);
  }

  private Conformance conformance(Map<String, SpecTest> tests) throws IOException {
    Files.createDirectories(target.resolve("surefire-reports"));
    Files.writeString(
        target.resolve("surefire-reports/TEST-x.SomeTest.xml"),
        """
        <testsuite>
          <testcase name="passes" classname="x.SomeTest" time="0.1"/>
          <testcase name="fails" classname="x.SomeTest"><failure message="no"/></testcase>
          <testcase name="a property of jqwik" classname="SomeTest"/>
          <testcase name="several(int)[1]" classname="x.SomeTest"/>
          <testcase name="several(int)[2]" classname="x.SomeTest"><error message="no"/></testcase>
        </testsuite>
        """);
    TestReports reports = new TestReports();
    reports.add("some", target);
    Map<String, SortedSet<SpecTest>> byClause = new TreeMap<>();
    tests.forEach((clause, test) -> byClause.put(clause, new TreeSet<>(List.of(test))));
    return new Conformance(MATRIX, byClause, reports);
  }

  private static SpecTest test(String method) {
    return new SpecTest("some", "x.SomeTest", method);
  }
}
