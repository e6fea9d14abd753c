package org.parlour.edge.sipstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SendOutcome;
import org.parlour.edge.transport.SipLink;
import org.parlour.edge.transport.SipTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a response where RFC 3261 §18.2.2 says: over the connection of the request while that is
/// open, else over a new one to the sender's own port, at last to the port that it sent from.
final class ResponseSender {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseSender.class);

  private final SipTransport transport;

  ResponseSender(SipTransport transport) {
    this.transport = transport;
  }

  /// May block for a name to be resolved; Vias that we noted hold addresses.
  ///
  /// @param link of the request; null when another edge received it
  void send(byte[] response, ResponseRoute route, @Nullable SipLink link) {
    if (link != null && link.isOpen()) {
      link.send(
          response,
          failure -> {
            if (failure != null && link.protocol().reliable()) {
              route(response, route);
            }
          });
    } else {
      route(response, route);
    }
  }

  private void route(byte[] response, ResponseRoute route) {
    try {
      InetAddress address = InetAddress.getByName(route.host());
      if (route.protocol() == Protocol.UDP) {
        int port = route.sourcePort() > 0 ? route.sourcePort() : route.sentByPort();
        transport
            .datagramLink(route.localPort(), new InetSocketAddress(address, port))
            .send(response, SendOutcome.IGNORED);
      } else {
        stream(response, route, address);
      }
    } catch (UnknownHostException e) {
      LOG.debug("no way back to {}", route.host());
    }
  }

  private void stream(byte[] response, ResponseRoute route, InetAddress address) {
    InetSocketAddress source =
        route.sourcePort() > 0 ? new InetSocketAddress(address, route.sourcePort()) : null;
    SipLink existing = source == null ? null : transport.streamLink(source);
    if (existing != null) {
      existing.send(response, SendOutcome.IGNORED);
      return;
    }
    InetSocketAddress listener = new InetSocketAddress(address, route.sentByPort());
    transport.sendStream(
        route.localPort(),
        listener,
        response,
        failure -> {
          if (failure != null && source != null && !source.equals(listener)) {
            transport.sendStream(route.localPort(), source, response, ResponseSender::lost);
          } else if (failure != null) {
            lost(failure);
          }
        });
  }

  private static void lost(@Nullable Throwable failure) {
    if (failure instanceof IOException) {
      LOG.debug("a response could not be delivered: {}", failure.toString());
    }
  }
}
