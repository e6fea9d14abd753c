package org.parlour.conference.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.sip.RequestId;
import org.parlour.protocol.address.NameAddress;

/// How far we have come with a subscription of our own (RFC 6665 §4.1).
///
/// @param seed of its ids
/// @param life grows with each dialog that is begun
/// @param awaiting the SUBSCRIBE without a final response; null when there is none
/// @param failures since the notifier last told anything
/// @param leaving the last SUBSCRIBE ends it
public record Subscriber(
    UpstreamWatch.Wanted wanted,
    String seed,
    long life,
    Dialog dialog,
    @Nullable RequestId awaiting,
    int failures,
    boolean leaving)
    implements StatePart {

  /// One that nobody was asked for yet.
  public static Subscriber begun(UpstreamWatch.Wanted wanted, String seed) {
    return of(wanted, seed, 0, 0);
  }

  /// In another dialog; what comes in the earlier one is nobody's.
  public Subscriber anew() {
    return of(wanted, seed, life + 1, failures);
  }

  private static Subscriber of(UpstreamWatch.Wanted wanted, String seed, long life, int failures) {
    Dialog dialog =
        Dialog.asClient(
            Derived.token(seed, "call", life),
            Derived.token(seed, "tag", life),
            NameAddress.of(wanted.subscriber()),
            NameAddress.of(wanted.notifier()),
            wanted.route() == null ? List.of() : List.of(wanted.route()));
    return new Subscriber(wanted, seed, life, dialog, null, failures, false);
  }

  public Subscriber with(Dialog now) {
    return new Subscriber(wanted, seed, life, now, awaiting, failures, leaving);
  }

  /// A SUBSCRIBE is on its way.
  ///
  /// @param last it ends the subscription
  public Subscriber asking(Dialog now, RequestId request, boolean last) {
    return new Subscriber(wanted, seed, life, now, request, failures, last);
  }

  /// Nothing is on its way any more.
  public Subscriber answered() {
    return new Subscriber(wanted, seed, life, dialog, null, failures, leaving);
  }

  public Subscriber failed() {
    return new Subscriber(wanted, seed, life, dialog, null, failures + 1, leaving);
  }

  /// The notifier tells us.
  public Subscriber told() {
    return new Subscriber(wanted, seed, life, dialog, awaiting, 0, leaving);
  }
}
