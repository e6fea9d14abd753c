package org.parlour.edge.sipstack;

import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.ResponseHead;
import org.parlour.edge.transport.SipFrame;
import org.parlour.edge.transport.SipLink;

/// What the stack tells the rest of the edge. Everything of one Call-ID comes in order, never two
/// at a time.
public sealed interface SipInbound {
  /// A request that belongs to no transaction that is held here: new, an ACK for a 2xx, a CANCEL,
  /// or a retransmission after its transaction ended.
  ///
  /// @param role by the listening port
  record Request(
      RequestHead head, SipFrame frame, SipLink link, ServiceRole role, ServerExchange exchange)
      implements SipInbound {}

  /// A request that cannot be understood; it may lack any header.
  ///
  /// @param status what it deserves
  /// @param reason for the reason phrase, may be shown to the peer
  record Malformed(SipFrame frame, SipLink link, int status, String reason) implements SipInbound {}

  /// A response, to a transaction of this edge or not.
  record Response(ResponseHead head, SipFrame frame, SipLink link) implements SipInbound {}

  /// A request of ours got no final response.
  record Failed(OutboundRequest request, RequestFailed.Cause cause) implements SipInbound {}

  /// Something that nobody may answer and nobody can understand.
  record Unintelligible(SipLink link) implements SipInbound {}
}
