package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// A SIP request that an edge received, read and found well-formed. Retransmissions that reach the
/// edge holding the transaction are absorbed there; others arrive again under the same
/// [#transaction()].
///
/// @param seed 128 random bits, from which an aggregate that this request creates derives its ids
/// @param originator the Authenticated Originator's IM Address with its display name, by the trust
///     rules of clause 5.2; null when nobody vouches for one
/// @param anonymous `Privacy` contains `id`
/// @param contact null when absent
/// @param recordRoutes topmost first, each a name-addr text
/// @param minSe Min-SE, null when absent
/// @param carried headers that pass between legs unchanged, by name
public record SipRequest(
    Instant at,
    byte[] seed,
    TransactionId transaction,
    ServiceRole role,
    ReplyTo replyTo,
    ResponseSkeleton skeleton,
    DialogId dialog,
    long cseq,
    ImAddress requestUri,
    NameAddress from,
    NameAddress to,
    @Nullable NameAddress originator,
    boolean anonymous,
    @Nullable RemoteContact contact,
    List<String> recordRoutes,
    PeerCapabilities peer,
    @Nullable SessionExpires sessionExpires,
    @Nullable Integer minSe,
    int maxForwards,
    Map<String, String> carried,
    SipMethod method)
    implements SignallingInput {
  public SipRequest {
    recordRoutes = List.copyOf(recordRoutes);
    carried = Map.copyOf(carried);
  }

  /// The same request, as if it had been sent to another target and had asked for something else.
  public SipRequest as(ImAddress target, SipMethod other) {
    return new SipRequest(
        at,
        seed,
        transaction,
        role,
        replyTo,
        skeleton,
        dialog,
        cseq,
        target,
        from,
        to,
        originator,
        anonymous,
        contact,
        recordRoutes,
        peer,
        sessionExpires,
        minSe,
        maxForwards,
        carried,
        other);
  }
}
