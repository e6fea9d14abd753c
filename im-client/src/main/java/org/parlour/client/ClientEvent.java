package org.parlour.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceView;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// Something that happened to a client.
public sealed interface ClientEvent {

  /// @param seconds until the registration must be refreshed, which happens by itself
  record Registered(int seconds) implements ClientEvent {}

  record RegistrationLost(String reason) implements ClientEvent {}

  /// Somebody invites: to be accepted or declined.
  record InvitationReceived(Invitation invitation) implements ClientEvent {}

  /// The invitation was taken back, or nobody waits for its answer any more.
  record InvitationCancelled(Invitation invitation, String reason) implements ClientEvent {}

  /// An invited user's device rings (180).
  record Ringing(String callId) implements ClientEvent {}

  /// Messages can be sent from now on.
  record SessionEstablished(ImSession session) implements ClientEvent {}

  record SessionEnded(ImSession session, String reason) implements ClientEvent {}

  record MessageReceived(ImSession session, ChatMessage message) implements ClientEvent {}

  /// A NOTIFY was applied.
  ///
  /// @param document what came, full or partial
  /// @param roster what is known now
  record RosterChanged(
      ImSession session,
      ConferenceInfo document,
      ConferenceView roster,
      List<ConferenceInfo.User> joined,
      List<ConferenceInfo.User> left)
      implements ClientEvent {}

  /// No more participant information will come.
  record SubscriptionEnded(ImSession session, String reason) implements ClientEvent {}

  /// What there is of the documents that are watched, or what changed.
  record DocumentsChanged(DocumentSubscription subscription, XcapDiff diff)
      implements ClientEvent {}

  /// No more changes of documents will come.
  record DocumentSubscriptionEnded(DocumentSubscription subscription, String reason)
      implements ClientEvent {}

  /// The peer changed the media; messages take the new path.
  record MediaChanged(ImSession session) implements ClientEvent {}

  /// The MSRP connection broke; the session waits for new media.
  record MediaLost(ImSession session, String reason) implements ClientEvent {}

  /// A pager message (RFC 3428). [PagerBody] takes it apart.
  ///
  /// @param contentType with its parameters
  record PagerReceived(NameAddress from, String contentType, byte[] body) implements ClientEvent {}

  /// A chat message.
  ///
  /// @param to the session, the group, or this user alone
  /// @param contentType of the content, in lower case, without parameters
  /// @param at when it was sent, null when the sender did not say
  /// @param id `imdn.Message-ID`, null when it has none
  record ChatMessage(
      NameAddress from,
      @Nullable ImAddress to,
      String contentType,
      String text,
      @Nullable Instant at,
      @Nullable String id) {}
}
