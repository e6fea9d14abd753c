package org.parlour.conference.states;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The page for people.
final class FocusStatesPage {
  private static final String HEAD =
      """
      # What the focus does in which state

      Made by the tests of conference-service from the core itself: each cell is one `decide` on a prepared state. A test fails
      when this page is stale; it then lies in `conference-service/target/focus-states.md`.

      A cell says the answer in bold, then the requests that go out and the commands to the switch, then the next state when it is
      another one. `·`: nothing happens. Answers to the edge that repeats a 2xx, and the archive, are left out.

      """;

  private static final String LEGS =
      """
      ## One leg

      In every state others are in the session too, or ring. Requests come within the leg's dialog; *our request* is the last
      INVITE or BYE that the focus sent in it.

      """;

  private static final String SESSIONS =
      """

      ## The session

      An ad-hoc session of alice, bob and carol, and a group of the same members whose chat room waits for joiners. Requests come
      outside of dialogs, to S or G.

      """;

  private FocusStatesPage() {}

  static String of(FocusStates states) {
    StringBuilder page = new StringBuilder(HEAD).append(LEGS);
    table(
        page, "leg", Arrays.stream(LegState.values()).map(LegState::title).toList(), states.legs());
    diagram(page, states);
    page.append(SESSIONS);
    table(
        page,
        "session",
        Arrays.stream(SessionState.values()).map(SessionState::title).toList(),
        states.sessions());
    return page.toString();
  }

  private static void table(
      StringBuilder page, String what, List<String> columns, Map<String, List<Cell>> rows) {
    page.append("| ").append(what).append(" | ").append(String.join(" | ", columns)).append(" |\n");
    page.append("| --- |").append(" --- |".repeat(columns.size())).append('\n');
    rows.forEach(
        (name, cells) ->
            page.append("| ")
                .append(name)
                .append(" | ")
                .append(cells.stream().map(Cell::text).collect(Collectors.joining(" | ")))
                .append(" |\n"));
  }

  /// Every change of state that the table of legs knows.
  private static void diagram(StringBuilder page, FocusStates states) {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    FocusStates.beginnings().forEach(name -> arrow(arrows, "[*]", id(name), "INVITE to F"));
    states
        .legs()
        .forEach(
            (name, cells) -> {
              for (Cell cell : cells) {
                if (cell.to() != null) {
                  arrow(arrows, id(cell.from()), id(cell.to()), name.replace(": ", ", "));
                }
              }
            });
    page.append("\n```mermaid\nstateDiagram-v2\n");
    for (LegState state : LegState.values()) {
      page.append("  state \"").append(state.title()).append("\" as ").append(id(state.title()));
      page.append('\n');
    }
    arrows.forEach(
        (arrow, names) ->
            page.append("  ")
                .append(arrow)
                .append(": ")
                .append(String.join("<br>", names))
                .append('\n'));
    page.append("```\n");
  }

  private static void arrow(Map<String, Set<String>> arrows, String from, String to, String why) {
    arrows.computeIfAbsent(from + " --> " + to, arrow -> new LinkedHashSet<>()).add(why);
  }

  private static String id(String title) {
    return title.equals(LegState.GONE) ? "[*]" : title.replace(' ', '_');
  }
}
