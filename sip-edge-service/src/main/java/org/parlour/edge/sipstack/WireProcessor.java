package org.parlour.edge.sipstack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SipLink;
import org.parlour.edge.transport.SipTransport;

/// Stands for one of our listeners inside the stack: it opens the socket and makes channels.
final class WireProcessor extends MessageProcessor {
  private static final int LARGEST = 128 * 1024;

  private final Protocol protocol;
  private final SipTransport sockets;
  private final ResponseSender responses;

  WireProcessor(
      InetAddress address,
      int port,
      Protocol protocol,
      SIPTransactionStack stack,
      SipTransport sockets,
      ResponseSender responses) {
    super(address, port, protocol.token(), stack);
    this.protocol = protocol;
    this.sockets = sockets;
    this.responses = responses;
  }

  @Override
  public void start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(getIpAddress(), getPort());
    if (protocol == Protocol.UDP) {
      sockets.listenUdp(address);
    } else {
      sockets.listenTcp(address);
    }
  }

  @Override
  public void stop() {
    // The sockets are closed together by their owner.
  }

  /// The channel on which a message came in.
  WireChannel channel(SipLink link) {
    return new WireChannel(this, sockets, responses, protocol, link.remote(), link);
  }

  /// The channel for what goes out to `remote`.
  WireChannel channel(InetSocketAddress remote) {
    return new WireChannel(this, sockets, responses, protocol, remote, null);
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    return channel(
        new InetSocketAddress(
            InetAddress.getByName(target.getHost().getHostname()), target.getPort()));
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress host, int port) {
    return channel(new InetSocketAddress(host, port));
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public int getDefaultTargetPort() {
    return getDefaultPort(getTransport());
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public int getMaximumMessageSize() {
    return LARGEST;
  }

  @Override
  public boolean inUse() {
    return false;
  }
}
