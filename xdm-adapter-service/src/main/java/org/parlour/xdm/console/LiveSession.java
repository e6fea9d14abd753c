package org.parlour.xdm.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running session as the conference service shows it.
///
/// @param id names it there
/// @param session S, masked
/// @param group null for an ad-hoc session
/// @param started when the first participant was in; null before
/// @param endpoints devices; missing in a list
/// @param timeline what happened lately, the oldest first; missing in a list
record LiveSession(
    String id,
    String session,
    @Nullable String group,
    String phase,
    Instant created,
    @Nullable Instant started,
    @Nullable String subject,
    int legs,
    List<Participant> participants,
    @Nullable List<Endpoint> endpoints,
    @Nullable Media media,
    @Nullable List<Entry> timeline) {
  record Participant(
      String address,
      @Nullable String name,
      String status,
      @Nullable Instant joined,
      boolean anonymous,
      int endpoints) {
    public String since() {
      return Times.time(joined);
    }
  }

  /// @param maxSize octets; null for no limit
  record Endpoint(
      String participant,
      String status,
      String joining,
      @Nullable Instant joined,
      List<String> acceptTypes,
      @Nullable Long maxSize) {}

  /// @param host the switch, as clients reach it
  record Media(String host, long epoch) {}

  record Entry(Instant at, String what, @Nullable String who, @Nullable String detail) {
    public String time() {
      return Times.time(at);
    }
  }

  public String title() {
    if (subject != null) {
      return subject;
    }
    return group == null ? session : group;
  }

  public String begun() {
    return Times.date(created);
  }
}
