package org.parlour.edge.sipstack;

import java.util.Optional;

/// The way back to whoever sent a request.
public interface ServerExchange {
  /// Answers without a transaction; a retransmission of the request will be answered again.
  /// Takes ownership of `response`.
  void reply(byte[] response);

  /// Opens the request's server transaction, which absorbs retransmissions from now on.
  ///
  /// @return empty when the stack takes no more
  Optional<ServerTransaction> open();
}
