package org.parlour.conference.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;

/// A subscription to the conference package.
///
/// @param subscriber canonical
/// @param entity what was subscribed to: S, or G
/// @param created the transaction that opened it
/// @param nextVersion of the next document, from 0
/// @param full the next document is a full one
/// @param told the roster's revision that the last document told
/// @param notifiedAt null before the first NOTIFY
/// @param ending the next NOTIFY ends it, for this reason; null while it lives
/// @param ended that NOTIFY is out
public record Subscription(
    Dialog dialog,
    ImAddress subscriber,
    ImAddress entity,
    EventPackage event,
    TransactionId created,
    Instant expiresAt,
    long nextVersion,
    boolean full,
    long told,
    @Nullable Instant notifiedAt,
    @Nullable TerminationReason ending,
    boolean ended)
    implements StatePart, DialogOwner {

  public boolean live() {
    return ending == null;
  }

  public Subscription with(Dialog now) {
    return new Subscription(
        now,
        subscriber,
        entity,
        event,
        created,
        expiresAt,
        nextVersion,
        full,
        told,
        notifiedAt,
        ending,
        ended);
  }

  public Subscription until(Instant expiry) {
    return new Subscription(
        dialog,
        subscriber,
        entity,
        event,
        created,
        expiry,
        nextVersion,
        full,
        told,
        notifiedAt,
        ending,
        ended);
  }

  public Subscription inFull() {
    return new Subscription(
        dialog,
        subscriber,
        entity,
        event,
        created,
        expiresAt,
        nextVersion,
        true,
        told,
        notifiedAt,
        ending,
        ended);
  }

  public Subscription ending(TerminationReason reason) {
    return new Subscription(
        dialog,
        subscriber,
        entity,
        event,
        created,
        expiresAt,
        nextVersion,
        true,
        told,
        notifiedAt,
        reason,
        ended);
  }

  /// A document with `revision` is on its way.
  public Subscription notified(Instant at, long revision) {
    return new Subscription(
        dialog,
        subscriber,
        entity,
        event,
        created,
        expiresAt,
        (nextVersion + 1) & 0xffff_ffffL,
        false,
        revision,
        at,
        ending,
        ending != null);
  }
}
