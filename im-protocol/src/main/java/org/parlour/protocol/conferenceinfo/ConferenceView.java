package org.parlour.protocol.conferenceinfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;

/// What a subscriber knows of a conference, after the documents it was sent (RFC 4575 §4.6).
/// Immutable; one for each subscription, beginning with [#EMPTY].
///
/// @param version of the last document that was applied; -1 before the first
/// @param users in the order in which they became known
public record ConferenceView(
    long version, @Nullable Description description, @Nullable State state, List<User> users) {
  public static final ConferenceView EMPTY = new ConferenceView(-1, null, null, List.of());

  public ConferenceView {
    users = List.copyOf(users);
  }

  /// What became of a document.
  public enum Outcome {
    APPLIED,
    /// Old or repeated: nothing changed.
    DISCARDED,
    /// Something before it is missing: nothing changed, the subscription must be refreshed, which
    /// brings a full document.
    GAP
  }

  /// The view after a document, and what became of the document.
  public record Step(ConferenceView view, Outcome outcome) {}

  /// Full: applied when newer. Partial: applied when it is the very next, a gap when there is
  /// something between.
  public Step apply(ConferenceInfo document) {
    if (document.version() <= version) {
      return new Step(this, Outcome.DISCARDED);
    }
    if (!document.partial()) {
      return new Step(
          new ConferenceView(
              document.version(),
              document.description(),
              document.state(),
              document.users().stream().filter(user -> !user.deleted()).toList()),
          Outcome.APPLIED);
    }
    return version < 0 || document.version() != version + 1
        ? new Step(this, Outcome.GAP)
        : new Step(merged(document), Outcome.APPLIED);
  }

  private ConferenceView merged(ConferenceInfo document) {
    Map<ImAddress, User> merged = new LinkedHashMap<>();
    users.forEach(user -> merged.put(user.entity(), user));
    for (User user : document.users()) {
      if (user.deleted()) {
        merged.remove(user.entity());
      } else {
        merged.put(user.entity(), user);
      }
    }
    return new ConferenceView(
        document.version(),
        document.description() == null ? description : document.description(),
        document.state() == null ? state : document.state(),
        List.copyOf(merged.values()));
  }
}
