package org.parlour.benchmarks.xdm;

import java.util.Set;
import java.util.stream.Collectors;

/// What the service's audit trail says of a change: the lines that went, and those that came.
final class AuditText {
  private AuditText() {}

  static String of(String before, String after) {
    return "@@ line 4" + lines("-", before, after) + lines("+", after, before);
  }

  private static String lines(String sign, String text, String other) {
    Set<String> common = other.lines().collect(Collectors.toSet());
    return text.lines()
        .filter(line -> !common.contains(line))
        .map(line -> "\n" + sign + line)
        .collect(Collectors.joining());
  }
}
