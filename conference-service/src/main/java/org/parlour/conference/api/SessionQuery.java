package org.parlour.conference.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Phase;
import org.parlour.conference.topology.SessionFilter;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.problem.Problem;

/// Which sessions are asked for, as text; empty for any.
record SessionQuery(String group, String user, String phase, String since) {
  static final SessionQuery ALL = new SessionQuery("", "", "", "");

  SessionFilter filter() {
    return new SessionFilter(
        parse("group", group, "a SIP URI", text -> ImAddress.parse(text).canonical()),
        parse("user", user, "a SIP or tel URI", text -> ImAddress.parse(text).canonical()),
        parse("phase", phase, "inviting or active", SessionQuery::phase),
        parse("since", since, "an RFC 3339 time", Instant::parse));
  }

  private static Phase phase(String text) {
    return Arrays.stream(Phase.values())
        .filter(known -> SessionView.lower(known).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  /// @throws RuntimeException 400, when `value` is no such thing
  static <T> @Nullable T parse(
      String name, String value, String expected, Function<String, T> parser) {
    if (value.isEmpty()) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (RuntimeException e) {
      throw Problem.invalid(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
