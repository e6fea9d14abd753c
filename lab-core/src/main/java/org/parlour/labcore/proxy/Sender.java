package org.parlour.labcore.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipTransport;

/// Finds a way to a target: at once when a connection is open, later when one must be made.
final class Sender {
  private static final int LARGEST_OVER_UDP = 1300;

  private final SipTransport transport;

  Sender(SipTransport transport) {
    this.transport = transport;
  }

  /// Calls `then` with a flow, or `failed` when the target cannot be reached.
  ///
  /// @param callId all requests of a call prefer the same of several hops
  /// @param size octets of the message: a large one does not go by UDP (RFC 3261 §18.1.1)
  void open(Target target, String callId, int size, Consumer<SipFlow> then, Runnable failed) {
    switch (target) {
      case Target.Contact contact -> openContact(contact, size, then, failed);
      case Target.ImServer server ->
          openHop(
              server.hops(),
              Math.floorMod(callId.hashCode(), server.hops().size()),
              0,
              then,
              failed);
      case Target.Address address -> openAddress(address, size, then, failed);
    }
  }

  private void openContact(
      Target.Contact contact, int size, Consumer<SipFlow> then, Runnable failed) {
    SipFlow flow = contact.flow();
    if (flow.reliable()) {
      if (flow.isOpen()) {
        then.accept(flow);
      } else {
        tcp(flow.remote(), then, failed);
      }
    } else if (size <= LARGEST_OVER_UDP) {
      then.accept(flow);
    } else {
      tcp(flow.remote(), then, () -> then.accept(flow));
    }
  }

  private void openHop(
      List<InetSocketAddress> hops, int first, int tried, Consumer<SipFlow> then, Runnable failed) {
    if (tried == hops.size()) {
      failed.run();
      return;
    }
    InetSocketAddress hop = hops.get((first + tried) % hops.size());
    tcp(hop, then, () -> openHop(hops, first, tried + 1, then, failed));
  }

  private void openAddress(
      Target.Address target, int size, Consumer<SipFlow> then, Runnable failed) {
    SipFlow datagrams = target.tcp() ? null : transport.udp(target.address());
    if (datagrams == null) {
      tcp(target.address(), then, failed);
    } else if (size <= LARGEST_OVER_UDP) {
      then.accept(datagrams);
    } else {
      tcp(target.address(), then, () -> then.accept(datagrams));
    }
  }

  private void tcp(InetSocketAddress address, Consumer<SipFlow> then, Runnable failed) {
    SipFlow open = transport.existingTcp(address);
    if (open != null) {
      then.accept(open);
      return;
    }
    transport
        .tcp(address)
        .whenComplete(
            (flow, failure) -> {
              if (flow != null) {
                then.accept(flow);
              } else {
                failed.run();
              }
            });
  }
}
