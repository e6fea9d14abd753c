package org.parlour.interop.ladder;

import java.util.List;

/// One message of a ladder, between an agent and the server.
///
/// @param line in the file, from 1
/// @param text the line as it stands there
/// @param agent the other end than `im`
/// @param incoming whether the agent gets it
/// @param what for example `INVITE {factory}`, `200 INVITE`, `MSRP SEND hello`
/// @param clauses what is in it, or has to be
record Rung(
    int line, String text, String agent, boolean incoming, String what, List<String> clauses) {
  Rung {
    clauses = List.copyOf(clauses);
  }

  /// Whether it is about the user plane.
  boolean isMedia() {
    return what.startsWith("MSRP ");
  }

  /// The first word.
  String verb() {
    return what.split(" ", 2)[0];
  }

  /// What follows the first word; empty for nothing.
  String object() {
    String[] words = what.split(" ", 2);
    return words.length < 2 ? "" : words[1].strip();
  }
}
