package org.parlour.conference.controlling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// A participant's new media concern the others (7.2.1.6-NOTE, D-20): whoever does not take a type
/// that it may send now is offered that, once.
final class Propagating {
  private Propagating() {}

  static void modified(Turn t, Leg sender) {
    MsrpMedia agreed = described(sender.media().local());
    if (!t.policy().media().propagate() || agreed == null) {
      return;
    }
    for (Leg other : t.focus().legs().values()) {
      if (!other.tag().equals(sender.tag()) && other.connected()) {
        offer(t, other, agreed.acceptTypes());
      }
    }
  }

  private static void offer(Turn t, Leg other, List<String> types) {
    MsrpMedia ours = described(other.media().local());
    MsrpMedia theirs = other.media().remote();
    if (ours == null || theirs == null) {
      return;
    }
    List<String> wanted = new ArrayList<>(ours.acceptTypes());
    for (String type : types) {
      boolean taken = MsrpMedia.matches(theirs.acceptTypes(), type);
      boolean offered = MsrpMedia.matches(ours.acceptTypes(), type);
      if (!taken && !offered) {
        wanted.add(type);
      }
    }
    if (wanted.size() > ours.acceptTypes().size()) {
      Outgoing.queue(t, other, new Intent.Modify(null, wanted, t.session().media().epoch()));
    }
  }

  private static @Nullable MsrpMedia described(@Nullable SessionDescription description) {
    return description == null ? null : description.msrp().orElse(null);
  }
}
