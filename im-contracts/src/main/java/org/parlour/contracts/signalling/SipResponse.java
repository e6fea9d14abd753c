package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.sdp.SessionDescription;

/// A response to a request of ours. 100 Trying is not passed on.
///
/// @param request from the branch of our Via
/// @param method of the CSeq
/// @param recordRoutes topmost first as in the response
/// @param minSe of a 422
/// @param retryAfter seconds, null when absent
/// @param body the answer or offer, null when absent
public record SipResponse(
    Instant at,
    RequestId request,
    DialogId dialog,
    long cseq,
    String method,
    int status,
    @Nullable RemoteContact contact,
    List<String> recordRoutes,
    PeerCapabilities peer,
    @Nullable NameAddress assertedIdentity,
    boolean anonymous,
    @Nullable SessionExpires sessionExpires,
    @Nullable Integer minSe,
    @Nullable Integer retryAfter,
    @Nullable SessionDescription body)
    implements SignallingInput {
  public SipResponse {
    recordRoutes = List.copyOf(recordRoutes);
  }
}
