package org.parlour.conference.state;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.Reason;

/// An in-dialog request that is to be sent, or was. Its content is made when it leaves the queue,
/// so that a waiting NOTIFY tells the newest state.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface Intent {
  record Bye(@Nullable Reason reason) implements Intent {}

  record Notify() implements Intent {}

  /// What became of a REFER (RFC 3515 §2.4.5).
  ///
  /// @param status of the `message/sipfrag`
  /// @param last ends the implicit subscription
  record Report(EventPackage event, int status, boolean last) implements Intent {}

  /// Our turn to refresh the session timer (RFC 4028 §10).
  record Refresh() implements Intent {}

  /// The session has another switch since `epoch`: the peer is offered its path (clause 7.2.2.6).
  record Move(long epoch) implements Intent {}

  /// An operator wants other media: the peer is offered them (clause 7.2.2.6).
  ///
  /// @param maxSize octets; null to leave it
  /// @param acceptTypes empty to leave them
  /// @param epoch of the switch whose path is offered with it; of the latest one when it is sent
  record Modify(@Nullable Long maxSize, List<String> acceptTypes, long epoch) implements Intent {
    public Modify {
      acceptTypes = List.copyOf(acceptTypes);
    }

    public Modify in(long now) {
      return new Modify(maxSize, acceptTypes, now);
    }
  }
}
