package org.parlour.edge.sipstack;

/// A server transaction of the stack (RFC 3261 §17.2).
///
/// A final response ends what we hold: from then on the stack absorbs and answers retransmissions
/// by itself as long as the RFC wants it to.
public interface ServerTransaction {
  /// Sends a response; one that comes too late is dropped. Takes ownership of `response`.
  void respond(byte[] response);
}
