package org.parlour.edge.sipstack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ObjectInUseException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.ResponseHead;
import org.parlour.edge.syntax.StartLine;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.transport.FrameFault;
import org.parlour.edge.transport.Intake;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SendOutcome;
import org.parlour.edge.transport.SipFrame;
import org.parlour.edge.transport.SipLink;
import org.parlour.edge.transport.SipTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of the SIP stack: sockets, parser, transactions. What comes in goes to the listener,
/// one message of a Call-ID after another; what goes out is bytes that were already written.
///
/// Thread-safe once started.
public final class SipStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SipStack.class);
  private static final int UDP_LIMIT = 1300;

  private final SipStackSettings settings;
  private final CallIdStripes stripes;
  private final SipTransport sockets;
  private final ResponseSender responses;
  private final JainEngine engine;

  private volatile SipInboundListener listener = event -> {};
  private volatile boolean listening;

  public SipStack(SipStackSettings settings, CallIdStripes stripes, EdgeMetrics metrics) {
    this.settings = settings;
    this.stripes = stripes;
    this.sockets = new SipTransport(settings.limits(), this::received, metrics);
    this.responses = new ResponseSender(sockets);
    this.engine =
        new JainEngine(sockets, responses, settings.maxServerTransactions(), settings.timerSpeed());
  }

  /// Opens every port.
  ///
  /// @throws IOException when one is taken
  public void start(SipInboundListener inbound) throws IOException {
    listener = inbound;
    engine.start(settings.listening(), new Events());
    listening = true;
  }

  public boolean isListening() {
    return listening;
  }

  private void received(SipLink link, SipFrame frame, Intake intake) {
    String callId = frame.head().first("Call-ID").orElse("");
    stripes.execute(
        callId,
        () -> {
          try {
            read(link, frame);
            if (frame.fault() != null) {
              link.finish();
            }
          } finally {
            intake.leave();
          }
        });
  }

  private void read(SipLink link, SipFrame frame) {
    HeaderBlock head = frame.head();
    try {
      switch (StartLine.parse(head.startLine())) {
        case StartLine.Status status -> response(link, frame, ResponseHead.read(status, head));
        case StartLine.Request line when frame.fault() != null -> fault(link, frame, frame.fault());
        case StartLine.Request line -> request(link, frame, RequestHead.read(line, head));
        case StartLine.OtherVersion other ->
            malformed(link, frame, 505, "SIP Version Not Supported");
        case StartLine.Malformed bad ->
            throw new SyntaxException("start line", bad.reason(), "one of RFC 3261");
      }
    } catch (SyntaxException | ParseException e) {
      if (head.isResponse()) {
        listener.on(new SipInbound.Unintelligible(link));
      } else {
        malformed(link, frame, 400, "Bad Request: " + e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.error("a message of {} could not be processed", link, e);
      if (!head.isResponse()) {
        malformed(link, frame, 500, "Server Internal Error");
      }
    }
  }

  private void fault(SipLink link, SipFrame frame, FrameFault fault) {
    switch (fault) {
      case BODY_TOO_LARGE -> malformed(link, frame, 413, "Request Entity Too Large");
      case HEAD_TOO_LARGE -> malformed(link, frame, 513, "Message Too Large");
      case NO_CONTENT_LENGTH, BAD_CONTENT_LENGTH, TRUNCATED ->
          malformed(link, frame, 400, "Bad Content-Length");
    }
  }

  private void malformed(SipLink link, SipFrame frame, int status, String reason) {
    listener.on(new SipInbound.Malformed(frame, link, status, reason));
  }

  private void request(SipLink link, SipFrame frame, RequestHead head) throws ParseException {
    if (!(JainParser.parse(frame.bytes(), frame.bodyStart()) instanceof SIPRequest request)) {
      throw new ParseException("not a request", 0);
    }
    if (link.protocol() == Protocol.UDP && !head.via().transport().equals("UDP")) {
      throw new ParseException("Via names another transport than UDP", 0);
    }
    WireChannel channel = engine.processor(link.localPort(), link.protocol()).channel(link);
    noteSource(request, link);
    request.setRemoteAddress(link.remote().getAddress());
    request.setRemotePort(link.remote().getPort());
    Optional<SIPServerTransaction> transaction = engine.serverTransaction(request);
    if (transaction.isPresent() && !acknowledgesSuccess(transaction.get(), request)) {
      channel.absorb(request);
    } else {
      listener.on(
          new SipInbound.Request(
              head,
              frame,
              link,
              settings.listening().role(link.localPort()),
              new Exchange(engine, responses, channel, request, link, head.via())));
    }
  }

  /// An ACK with its INVITE's branch for a 2xx: peers that reuse the branch exist.
  private static boolean acknowledgesSuccess(SIPServerTransaction transaction, SIPRequest request) {
    return request.getMethod().equals("ACK") && transaction.getLastResponseStatusCode() / 100 == 2;
  }

  /// RFC 3261 §18.2.1, RFC 3581 §4.
  private static void noteSource(SIPRequest request, SipLink link) throws ParseException {
    var via = request.getTopmostVia();
    String source = link.remote().getAddress().getHostAddress();
    if (via.hasParameter("rport")) {
      via.setParameter("rport", Integer.toString(link.remote().getPort()));
      via.setParameter("received", source);
    } else if (!source.equals(via.getHost())) {
      via.setParameter("received", source);
    }
  }

  private void response(SipLink link, SipFrame frame, ResponseHead head) throws ParseException {
    if (frame.fault() != null) {
      listener.on(new SipInbound.Unintelligible(link));
      return;
    }
    if (!(JainParser.parse(frame.bytes(), frame.bodyStart()) instanceof SIPResponse response)) {
      throw new ParseException("not a response", 0);
    }
    SipInbound.Response event = new SipInbound.Response(head, frame, link);
    if (engine.awaits(response)) {
      response.setApplicationData(event);
      response.setRemoteAddress(link.remote().getAddress());
      response.setRemotePort(link.remote().getPort());
      engine.processor(link.localPort(), link.protocol()).channel(link).accept(response);
    } else {
      listener.on(event);
    }
  }

  /// Sends a request in a client transaction; a request that was already sent is sent once more as
  /// it is, which is a retransmission. Blocks only to resolve the hop's name. Takes ownership of
  /// `request`.
  public void send(OutboundRequest memory, byte[] request, Hop hop) {
    send(memory, request, hop, protocol(request, hop));
  }

  private void send(OutboundRequest memory, byte[] request, Hop hop, Protocol protocol) {
    try {
      InetSocketAddress remote = resolve(hop);
      WireChannel channel = engine.channel(leavingPort(), protocol, remote);
      SIPRequest parsed = (SIPRequest) JainParser.parseWhole(request);
      parsed.setApplicationData(request);
      if (!engine.send(parsed, memory, channel)) {
        channel.sendMessage(parsed);
      }
    } catch (IOException e) {
      LOG.debug("{} to {}: {}", memory.method(), hop, e.toString());
      listener.on(new SipInbound.Failed(memory, RequestFailed.Cause.TRANSPORT));
    } catch (SipException | ParseException e) {
      LOG.error("{} of {} is not complete", memory.method(), memory.callId(), e);
      listener.on(new SipInbound.Failed(memory, RequestFailed.Cause.TRANSPORT));
    }
  }

  /// Sends a message without a transaction: an ACK, or something to pass on.
  /// Blocks only to resolve the hop's name. Takes ownership of `message`.
  public void sendStateless(byte[] message, Hop hop, int localPort) {
    try {
      InetSocketAddress remote = resolve(hop);
      if (protocol(message, hop) == Protocol.TCP) {
        sockets.sendStream(localPort, remote, message, SendOutcome.IGNORED);
      } else {
        sockets.datagramLink(localPort, remote).send(message, SendOutcome.IGNORED);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be resolved: {}", hop, e.toString());
    }
  }

  /// Sends a response to a request that this edge does not hold. Takes ownership of `response`.
  public void sendResponse(byte[] response, ResponseRoute route) {
    responses.send(response, route, null);
  }

  /// The listening port by which our requests leave, whatever their cause.
  public int leavingPort() {
    return settings.listening().port(ServiceRole.CONTROLLING);
  }

  /// RFC 3261 §18.1.1: what is too large for a datagram goes over a connection.
  public static Protocol protocol(byte[] request, Hop hop) {
    return request.length > UDP_LIMIT ? Protocol.TCP : hop.protocol();
  }

  private static InetSocketAddress resolve(Hop hop) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(hop.host()), hop.port());
  }

  /// Closes every socket. Blocks a few seconds at most.
  @Override
  public void close() {
    listening = false;
    engine.stop();
    sockets.close();
  }

  /// The stack's events: responses on the stripe of their Call-ID, timeouts on a timer's thread.
  private final class Events implements SipListener {
    @Override
    public void processResponse(ResponseEvent event) {
      if (((SIPResponse) event.getResponse()).getApplicationData()
          instanceof SipInbound.Response response) {
        listener.on(response);
      }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
      ClientTransaction transaction = event.getClientTransaction();
      if (transaction != null
          && transaction.getApplicationData() instanceof OutboundRequest request) {
        RequestFailed.Cause cause =
            event instanceof TransportFailure
                ? RequestFailed.Cause.TRANSPORT
                : RequestFailed.Cause.TIMEOUT;
        stripes.execute(
            request.callId(),
            () -> {
              terminate(transaction);
              failed(transaction, request, cause);
            });
      }
    }

    /// RFC 3261 §18.1.1: what went over TCP for its size alone and found nobody goes by UDP.
    private void failed(
        ClientTransaction transaction, OutboundRequest request, RequestFailed.Cause cause) {
      OutboundRequest.Datagram datagram = request.datagram();
      if (datagram == null || cause != RequestFailed.Cause.TRANSPORT) {
        listener.on(new SipInbound.Failed(request, cause));
      } else {
        engine.forget(transaction);
        send(request.withoutDatagram(), datagram.bytes(), datagram.hop(), Protocol.UDP);
      }
    }

    private void terminate(ClientTransaction transaction) {
      try {
        transaction.terminate();
      } catch (ObjectInUseException e) {
        LOG.debug("transaction in use", e);
      }
    }

    @Override
    public void processRequest(RequestEvent event) {
      // Requests reach the listener before the stack sees them.
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
      LOG.debug("the stack could not send to {}", event.getHost());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
  }
}
