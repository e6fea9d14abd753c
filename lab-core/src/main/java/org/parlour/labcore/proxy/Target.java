package org.parlour.labcore.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import org.parlour.client.transport.SipFlow;

/// Where a branch of a request goes.
sealed interface Target {

  /// A registered Contact of a user.
  ///
  /// @param user the address of record, asserted in responses
  record Contact(String uri, SipFlow flow, String user) implements Target {}

  /// One of the IM Server's ports: the first of `hops` that is alive.
  record ImServer(List<InetSocketAddress> hops) implements Target {}

  /// An address that a Route or the Request-URI names.
  record Address(InetSocketAddress address, boolean tcp) implements Target {}
}
