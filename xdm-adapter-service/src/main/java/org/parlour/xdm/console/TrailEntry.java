package org.parlour.xdm.console;

import java.util.List;
import org.parlour.xdm.audit.AuditEntry;

/// A change of a document as its page shows it.
///
/// @param lines that differ
record TrailEntry(AuditEntry change, List<Line> lines) {

  /// @param kind names a style: `added`, `removed`, or `place` for where in the document it is
  record Line(String kind, String text) {
    private static Line of(String text) {
      return new Line(
          switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '+' -> "added";
            case '-' -> "removed";
            default -> "place";
          },
          text);
    }
  }

  static TrailEntry of(AuditEntry change) {
    return new TrailEntry(change, change.change().lines().map(Line::of).toList());
  }

  public String when() {
    return Times.date(change.at());
  }

  public String what() {
    return switch (change.action()) {
      case CREATED -> "created";
      case REPLACED -> "changed";
      case DELETED -> "deleted";
    };
  }

  /// The document.
  public String where() {
    String tree = change.xui();
    return change.auid() + (tree == null ? "/global/" : "/users/" + tree + "/") + change.name();
  }
}
