package org.parlour.benchmarks.msrp;

import java.util.List;
import java.util.Map;

/// What a soak showed.
///
/// @param figures by what they say, in their order
/// @param violations what must not be, some of it when there is much
record SoakReport(Map<String, String> figures, List<String> violations) {
  String markdown() {
    StringBuilder text = new StringBuilder("| what | |\n| --- | --- |\n");
    figures.forEach(
        (what, figure) ->
            text.append("| ").append(what).append(" | ").append(figure).append(" |\n"));
    text.append("\nViolations: ").append(violations.isEmpty() ? "none" : "").append('\n');
    violations.forEach(violation -> text.append("- ").append(violation).append('\n'));
    return text.toString();
  }
}
