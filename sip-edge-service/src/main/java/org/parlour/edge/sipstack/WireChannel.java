package org.parlour.edge.sipstack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SendOutcome;
import org.parlour.edge.transport.SipLink;
import org.parlour.edge.transport.SipTransport;

/// What the stack takes for a transport connection: the link of a message that came in, or a remote
/// address to send to. Sending never blocks; what fails later is told to [#onFailure].
final class WireChannel extends MessageChannel implements RawMessageChannel {
  private final SipTransport sockets;
  private final ResponseSender responses;
  private final Protocol protocol;
  private final InetSocketAddress remote;
  private final @Nullable SipLink link;

  private volatile SendOutcome failures = SendOutcome.IGNORED;
  private volatile @Nullable ResponseRoute responseRoute;

  WireChannel(
      MessageProcessor processor,
      SipTransport sockets,
      ResponseSender responses,
      Protocol protocol,
      InetSocketAddress remote,
      @Nullable SipLink link) {
    this.messageProcessor = processor;
    this.sockets = sockets;
    this.responses = responses;
    this.protocol = protocol;
    this.remote = remote;
    this.link = link;
  }

  /// Told of each message that could not be sent.
  void onFailure(SendOutcome outcome) {
    failures = outcome;
  }

  /// Where responses go when the link is closed.
  void routeResponses(ResponseRoute route) {
    responseRoute = route;
  }

  /// Gives a retransmission, or an ACK for an error response, to the transaction that it belongs
  /// to.
  void absorb(SIPRequest request) {
    ServerRequestInterface transaction = getSIPStack().newSIPServerRequest(request, this);
    if (transaction == null) {
      return;
    }
    try {
      transaction.processRequest(request, this);
    } finally {
      release(transaction);
    }
  }

  /// Gives a response to the client transaction that waits for it.
  void accept(SIPResponse response) {
    ServerResponseInterface transaction = getSIPStack().newSIPServerResponse(response, this);
    if (transaction == null) {
      return;
    }
    try {
      boolean ours =
          !(transaction instanceof SIPClientTransaction client) || client.checkFromTag(response);
      if (ours) {
        transaction.processResponse(response, this);
      }
    } finally {
      release(transaction);
    }
  }

  /// The listener's way gives the lock back by itself; everything else is given back here.
  private static void release(Object processed) {
    if (processed instanceof SIPTransaction transaction && !transaction.passToListener()) {
      transaction.releaseSem();
    }
  }

  @Override
  public void processMessage(SIPMessage message) throws IOException {
    throw new IOException("a message of ours came back to us: " + message.getFirstLine());
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    byte[] bytes =
        message.getApplicationData() instanceof byte[] written
            ? written
            : message.encodeAsBytes(getTransport());
    ResponseRoute route = responseRoute;
    if (message instanceof SIPResponse && link != null && route != null) {
      responses.send(bytes, route, link);
    } else {
      sendMessage(bytes, remote.getAddress(), remote.getPort(), false);
    }
  }

  @Override
  public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
    sendMessage(message);
  }

  @Override
  public void sendMessage(SIPMessage message, javax.sip.address.Hop hop) throws IOException {
    sendMessage(message);
  }

  @Override
  protected void sendMessage(byte[] message, InetAddress address, int port, boolean retry) {
    SipLink open = link;
    if (open != null && open.isOpen()) {
      open.send(message, failures);
    } else if (protocol == Protocol.UDP) {
      sockets.datagramLink(getPort(), remote).send(message, failures);
    } else {
      sockets.sendStream(getPort(), remote, message, failures);
    }
  }

  @Override
  public void close() {
    // Connections live as long as their peer and the idle limit want.
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return messageProcessor.getSIPStack();
  }

  @Override
  public String getTransport() {
    return protocol.token();
  }

  @Override
  public boolean isReliable() {
    return protocol.reliable();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String getPeerAddress() {
    return remote.getAddress().getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return remote.getAddress();
  }

  @Override
  protected String getPeerProtocol() {
    return protocol.token();
  }

  @Override
  public int getPeerPort() {
    return remote.getPort();
  }

  @Override
  public int getPeerPacketSourcePort() {
    return remote.getPort();
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return remote.getAddress();
  }

  @Override
  public String getKey() {
    return getKey(remote.getAddress(), remote.getPort(), getTransport());
  }

  @Override
  public String getViaHost() {
    return getHost();
  }

  @Override
  public int getViaPort() {
    return getPort();
  }
}
