package org.parlour.edge.sipstack;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.UUID;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TransactionState;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SipTransport;

/// JAIN-SIP's transaction machinery, driven by us: we decide what becomes a transaction, the stack
/// runs it. Dialogs are off. Not more than one thread at a time works on one transaction: see
/// [CallIdStripes].
final class JainEngine {
  private final SipStackImpl stack;
  private final SipTransport sockets;
  private final ResponseSender responses;
  private final Map<Integer, Map<Protocol, WireProcessor>> processors = new HashMap<>();
  private final Map<ServiceRole, SipProviderImpl> providers = new EnumMap<>(ServiceRole.class);

  /// @param timerSpeed 1 but in tests
  JainEngine(
      SipTransport sockets, ResponseSender responses, int maxServerTransactions, int timerSpeed) {
    this.sockets = sockets;
    this.responses = responses;
    try {
      this.stack = new SipStackImpl(properties(maxServerTransactions, timerSpeed));
    } catch (PeerUnavailableException e) {
      throw new IllegalStateException("the SIP stack refuses its settings", e);
    }
    stack.messageProcessorFactory = this::processor;
  }

  private static Properties properties(int maxServerTransactions, int timerSpeed) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "parlour-edge-" + UUID.randomUUID());
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
    properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", NoMessageLog.class.getName());
    properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", StackTimer.class.getName());
    properties.setProperty(StackTimer.SPEED, Integer.toString(timerSpeed));
    properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "2");
    properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "131072");
    properties.setProperty(
        "gov.nist.javax.sip.MAX_SERVER_TRANSACTIONS", Integer.toString(maxServerTransactions));
    properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
    properties.setProperty("gov.nist.javax.sip.MAX_TX_LIFETIME_INVITE", "300");
    properties.setProperty("gov.nist.javax.sip.NIO_MAX_SOCKET_IDLE_TIME", "-1");
    return properties;
  }

  private WireProcessor processor(
      SIPTransactionStack owner, InetAddress address, int port, String transport)
      throws IOException {
    Protocol protocol =
        Protocol.of(transport).orElseThrow(() -> new IOException("transport: " + transport));
    WireProcessor processor = new WireProcessor(address, port, protocol, owner, sockets, responses);
    processors
        .computeIfAbsent(port, ignored -> new EnumMap<>(Protocol.class))
        .put(protocol, processor);
    return processor;
  }

  /// Opens the sockets. Blocks until all are bound.
  ///
  /// @throws IOException when a port is taken
  void start(Listening listening, SipListener listener) throws IOException {
    try {
      for (ServiceRole role : ServiceRole.values()) {
        int port = listening.port(role);
        String address = listening.address().getHostAddress();
        ListeningPoint udp = stack.createListeningPoint(address, port, "udp");
        ListeningPoint tcp = stack.createListeningPoint(address, port, "tcp");
        SipProviderImpl provider = (SipProviderImpl) stack.createSipProvider(udp);
        provider.addListeningPoint(tcp);
        provider.addSipListener(listener);
        providers.put(role, provider);
      }
    } catch (SipException | TooManyListenersException e) {
      throw new IOException("cannot listen", e);
    } catch (InvalidArgumentException e) {
      throw new IOException("cannot listen: " + e.getMessage(), e.getCause());
    }
  }

  void stop() {
    stack.stop();
  }

  WireProcessor processor(int localPort, Protocol protocol) {
    WireProcessor processor = processors.getOrDefault(localPort, Map.of()).get(protocol);
    if (processor == null) {
      throw new IllegalStateException("no listener on " + protocol + " " + localPort);
    }
    return processor;
  }

  /// The transaction that `request` repeats, or whose error response it acknowledges (RFC 3261
  /// §17.2.3).
  Optional<SIPServerTransaction> serverTransaction(SIPRequest request) {
    return stack.findTransaction(request, true) instanceof SIPServerTransaction transaction
            && transaction.isMessagePartOfTransaction(request)
            && sameMethod(transaction.getMethod(), request.getMethod())
        ? Optional.of(transaction)
        : Optional.empty();
  }

  private static boolean sameMethod(String ofTransaction, String ofRequest) {
    return ofRequest.equals(ofTransaction)
        || (ofRequest.equals("ACK") && ofTransaction.equals("INVITE"));
  }

  boolean awaits(SIPResponse response) {
    return stack.findTransaction(response, false) != null;
  }

  /// Makes `request` a transaction.
  ///
  /// @return empty when there are too many
  Optional<SIPServerTransaction> open(SIPRequest request, WireChannel channel) {
    SIPServerTransaction transaction = stack.createServerTransaction(channel);
    if (transaction == null) {
      return Optional.empty();
    }
    transaction.setOriginalRequest(request);
    transaction.setState(TransactionState._TRYING);
    stack.mapTransaction(transaction);
    return Optional.of(transaction);
  }

  /// Makes room for the same request by another transport.
  void forget(ClientTransaction transaction) {
    if (transaction instanceof SIPClientTransaction ours) {
      stack.removeTransaction(ours);
    }
  }

  /// Sends `request` in a transaction of its own.
  ///
  /// @return false when there is already one with its branch: nothing was sent
  /// @throws SipException when the stack finds the request incomplete
  boolean send(SIPRequest request, OutboundRequest memory, WireChannel channel)
      throws SipException {
    if (stack.findTransaction(request, false) != null) {
      return false;
    }
    SIPClientTransaction transaction = stack.createClientTransaction(request, channel);
    transaction.setNextHop(
        new HopImpl(channel.getPeerAddress(), channel.getPeerPort(), channel.getTransport()));
    transaction.setBranch(request.getTopmostVia().getBranch());
    transaction.setApplicationData(memory);
    ListeningPointImpl listeningPoint = channel.getMessageProcessor().getListeningPoint();
    transaction.addEventListener(listeningPoint.getProvider());
    stack.addTransaction(transaction);
    channel.onFailure(
        failure -> {
          if (failure != null && !transaction.isTerminated()) {
            listeningPoint
                .getProvider()
                .handleEvent(
                    new TransportFailure(listeningPoint.getProvider(), transaction), transaction);
          }
        });
    transaction.sendRequest();
    return true;
  }

  /// The channel for requests to `remote`.
  WireChannel channel(int localPort, Protocol protocol, InetSocketAddress remote) {
    return processor(localPort, protocol).channel(remote);
  }
}
