package org.parlour.contracts.sip;

import java.util.List;

/// What any edge needs to answer a request that another edge received (RFC 3261 §8.2.6, §18.2.2):
/// the headers that a response copies, as text, and where the response goes.
///
/// @param vias in order, the topmost with `received` and `rport` filled in
/// @param from with its tag
/// @param to as received; the answer adds its tag
/// @param cseq number and method
public record ResponseSkeleton(
    List<String> vias,
    List<String> recordRoutes,
    String from,
    String to,
    String callId,
    String cseq) {
  public ResponseSkeleton {
    vias = List.copyOf(vias);
    recordRoutes = List.copyOf(recordRoutes);
  }
}
