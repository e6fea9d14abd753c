package org.parlour.conference.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.protocol.address.ImAddress;

/// One SIP dialog of one participant, with its MSRP session. Its name is the dialog's local tag.
///
/// @param user whose leg it is, canonical
/// @param dialledIn the participant called us
/// @param invite our INVITE as it was sent, until its final response
/// @param progressed a provisional response came, so CANCEL may be sent
/// @param pending the participant's INVITE, until we answer it finally
/// @param timer null when the peer cannot do session timers
/// @param joinedAt null until connected
/// @param mediaLost the MSRP connection broke; the grace time runs
public record Leg(
    Dialog dialog,
    ImAddress user,
    LegPhase phase,
    boolean dialledIn,
    @Nullable SendRequest invite,
    boolean progressed,
    @Nullable PendingAnswer pending,
    @Nullable AwaitedAck awaitedAck,
    LegMedia media,
    @Nullable SessionTimer timer,
    @Nullable Instant joinedAt,
    boolean mediaLost)
    implements StatePart, DialogOwner {

  public boolean ringing() {
    return phase == LegPhase.INVITED || phase == LegPhase.ALERTING;
  }

  public boolean connected() {
    return phase == LegPhase.CONNECTED;
  }

  /// In the session without an MSRP session: what the others say goes to it as SIP MESSAGEs.
  public boolean readsMessages() {
    return connected() && media.remote() == null;
  }

  public Leg with(Dialog now) {
    return new Leg(
        now,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        pending,
        awaitedAck,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg in(LegPhase now) {
    return new Leg(
        dialog,
        user,
        now,
        dialledIn,
        invite,
        progressed,
        pending,
        awaitedAck,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg with(LegMedia now) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        pending,
        awaitedAck,
        now,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg with(@Nullable SessionTimer now) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        pending,
        awaitedAck,
        media,
        now,
        joinedAt,
        mediaLost);
  }

  public Leg invitedBy(@Nullable SendRequest request) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        request,
        progressed,
        pending,
        awaitedAck,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg hasProgressed() {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        true,
        pending,
        awaitedAck,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg with(@Nullable PendingAnswer now) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        now,
        awaitedAck,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  public Leg awaiting(@Nullable AwaitedAck ack) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        pending,
        ack,
        media,
        timer,
        joinedAt,
        mediaLost);
  }

  /// In the session since `at`.
  public Leg joined(Instant at) {
    return new Leg(
        dialog,
        user,
        LegPhase.CONNECTED,
        dialledIn,
        null,
        progressed,
        null,
        awaitedAck,
        media,
        timer,
        at,
        false);
  }

  public Leg mediaLost(boolean lost) {
    return new Leg(
        dialog,
        user,
        phase,
        dialledIn,
        invite,
        progressed,
        pending,
        awaitedAck,
        media,
        timer,
        joinedAt,
        lost);
  }
}
