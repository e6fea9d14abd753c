package org.parlour.conference.controlling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// A participant's new media concern the others (7.2.1.6-NOTE, D-20): whoever does not take a type
/// that it may send now, or was told to send no messages as large as it takes now, is offered that,
/// once.
final class Propagating {
  private Propagating() {}

  static void modified(Turn t, Leg sender) {
    MsrpMedia agreed = described(sender.media().local());
    if (!t.policy().media().propagate() || agreed == null) {
      return;
    }
    for (Leg other : t.focus().legs().values()) {
      if (!other.tag().equals(sender.tag()) && other.connected()) {
        offer(t, other, agreed);
      }
    }
  }

  private static void offer(Turn t, Leg other, MsrpMedia agreed) {
    MsrpMedia ours = described(other.media().local());
    MsrpMedia theirs = other.media().remote();
    if (ours == null || theirs == null) {
      return;
    }
    List<String> types = types(agreed, ours, theirs);
    Long size = size(agreed, ours);
    if (!types.isEmpty() || size != null) {
      Outgoing.queue(t, other, new Intent.Modify(size, types, t.session().media().epoch()));
    }
  }

  /// @return those that were offered and those that are missing; empty when none is
  private static List<String> types(MsrpMedia agreed, MsrpMedia ours, MsrpMedia theirs) {
    List<String> wanted = new ArrayList<>(ours.acceptTypes());
    for (String type : agreed.acceptTypes()) {
      boolean taken = MsrpMedia.matches(theirs.acceptTypes(), type);
      boolean offered = MsrpMedia.matches(ours.acceptTypes(), type);
      if (!taken && !offered) {
        wanted.add(type);
      }
    }
    return wanted.size() > ours.acceptTypes().size() ? wanted : List.of();
  }

  /// @return octets; null when the other was told so many before
  private static @Nullable Long size(MsrpMedia agreed, MsrpMedia ours) {
    Long now = agreed.maxSize();
    Long told = ours.maxSize();
    return now != null && told != null && now > told ? now : null;
  }

  private static @Nullable MsrpMedia described(@Nullable SessionDescription description) {
    return description == null ? null : description.msrp().orElse(null);
  }
}
