package org.parlour.contracts.media;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Direction;

/// One participant's MSRP session at the switch, or a participant that has none.
///
/// @param leg names it within the session
/// @param localPath our MSRP URI: the whole capability to send on this leg; empty when there is no
///     MSRP session: what is for the leg is told to the focus
/// @param remotePath the peer's `a=path`, left to right; empty while the peer has not answered the
///     offer of `localPath`: what is for it waits
/// @param participant the address that the CPIM From must show: the participant's own
/// @param shownAs the address that others see: the pseudonym of an anonymous participant, else the
///     own
/// @param displayName nickname, or the display name
/// @param acceptTypes what this leg may be sent, lower case
/// @param acceptWrappedTypes what may stand inside CPIM; empty: anything
/// @param maxSize octets that this leg takes; null for no limit of its own
/// @param direction as the participant negotiated it, seen from the participant
/// @param connectOut the switch opens the connection
/// @param privateMessages both sides agreed on them
/// @param nicknames both sides agreed on them
/// @param fingerprint the peer's `a=fingerprint` (RFC 8122): only who shows that certificate may
///     use the leg; null when the peer named none
/// @param cema both sides agreed on `a=msrp-cema`: session-ids are compared only (RFC 6714)
public record MediaLeg(
    String leg,
    String localPath,
    List<String> remotePath,
    ImAddress participant,
    ImAddress shownAs,
    @Nullable String displayName,
    List<String> acceptTypes,
    List<String> acceptWrappedTypes,
    @Nullable Long maxSize,
    Direction direction,
    boolean connectOut,
    boolean privateMessages,
    boolean nicknames,
    @Nullable String fingerprint,
    boolean cema) {
  public MediaLeg {
    remotePath = List.copyOf(remotePath);
    acceptTypes = List.copyOf(acceptTypes);
    acceptWrappedTypes = List.copyOf(acceptWrappedTypes);
  }

  /// A participant without an MSRP session: it is told what is said to everybody.
  public static MediaLeg reader(
      String leg,
      ImAddress participant,
      ImAddress shownAs,
      @Nullable String displayName,
      long maxSize) {
    return new MediaLeg(
        leg,
        "",
        List.of(),
        participant,
        shownAs,
        displayName,
        List.of("message/cpim"),
        List.of(),
        maxSize,
        Direction.RECVONLY,
        false,
        false,
        false,
        null,
        false);
  }

  public boolean hasMsrp() {
    return !localPath.isEmpty();
  }
}
