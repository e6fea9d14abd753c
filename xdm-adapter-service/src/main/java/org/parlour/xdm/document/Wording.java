package org.parlour.xdm.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.protocol.address.ImAddress;

/// How a kind of thing is called, and told to those who obey it.
///
/// @param <C> what such a thing says
public interface Wording<C> {
  /// For people, and in names of metrics.
  String noun();

  /// @param content null when it is no more
  SignallingInput command(Instant at, ImAddress uri, long version, @Nullable C content);

  /// At least as many octets as the record of the command has, where that is known without writing
  /// it.
  default int mostOctets(C content) {
    return Integer.MAX_VALUE;
  }
}
