package org.parlour.conference.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// The one session of a focus, running or just ended.
///
/// @param session S
/// @param identity what the focus asserts about itself: F, or G for a group (7.2.1.12-8)
/// @param group G, null for an ad-hoc session
/// @param initiator with the display name that invitees see; anonymous ones are kept in the roster
/// @param awaiting the tag of the inviter's leg while its INVITE has no final answer
/// @param failures final codes of invitees that did not come, in order, until the inviter is
///     answered
/// @param recording names the archived conversation; null when it is not recorded
/// @param pseudonyms how many were given
/// @param keepsAlone a chat room that members join at will stays until the last one left (§5.10)
/// @param carried headers of the creating INVITE that go to invitees
/// @param largeMessage it carries one message and ends (D-16)
public record SessionHead(
    ImAddress session,
    ImAddress identity,
    @Nullable ImAddress group,
    Phase phase,
    Instant createdAt,
    @Nullable Instant activeSince,
    NameAddress initiator,
    @Nullable String subject,
    @Nullable String awaiting,
    List<Integer> failures,
    @Nullable String recording,
    MediaAssignment media,
    int pseudonyms,
    boolean keepsAlone,
    Map<String, String> carried,
    boolean largeMessage)
    implements StatePart {

  public SessionHead {
    failures = List.copyOf(failures);
    carried = Map.copyOf(carried);
  }

  public boolean running() {
    return phase != Phase.ENDED;
  }

  public SessionHead in(Phase now, @Nullable Instant since) {
    return new SessionHead(
        session,
        identity,
        group,
        now,
        createdAt,
        since,
        initiator,
        subject,
        awaiting,
        failures,
        recording,
        media,
        pseudonyms,
        keepsAlone,
        carried,
        largeMessage);
  }

  public SessionHead awaiting(@Nullable String tag) {
    return new SessionHead(
        session,
        identity,
        group,
        phase,
        createdAt,
        activeSince,
        initiator,
        subject,
        tag,
        failures,
        recording,
        media,
        pseudonyms,
        keepsAlone,
        carried,
        largeMessage);
  }

  public SessionHead failed(int code) {
    List<Integer> codes = new ArrayList<>(failures);
    codes.add(code);
    return new SessionHead(
        session,
        identity,
        group,
        phase,
        createdAt,
        activeSince,
        initiator,
        subject,
        awaiting,
        codes,
        recording,
        media,
        pseudonyms,
        keepsAlone,
        carried,
        largeMessage);
  }

  public SessionHead with(MediaAssignment assignment) {
    return new SessionHead(
        session,
        identity,
        group,
        phase,
        createdAt,
        activeSince,
        initiator,
        subject,
        awaiting,
        failures,
        recording,
        assignment,
        pseudonyms,
        keepsAlone,
        carried,
        largeMessage);
  }

  public SessionHead pseudonyms(int given) {
    return new SessionHead(
        session,
        identity,
        group,
        phase,
        createdAt,
        activeSince,
        initiator,
        subject,
        awaiting,
        failures,
        recording,
        media,
        given,
        keepsAlone,
        carried,
        largeMessage);
  }
}
