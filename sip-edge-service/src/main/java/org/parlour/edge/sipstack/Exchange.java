package org.parlour.edge.sipstack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.SipLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way back for one request.
final class Exchange implements ServerExchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final JainEngine engine;
  private final ResponseSender responses;
  private final WireChannel channel;
  private final SIPRequest request;
  private final SipLink link;
  private final ResponseRoute route;

  Exchange(
      JainEngine engine,
      ResponseSender responses,
      WireChannel channel,
      SIPRequest request,
      SipLink link,
      ViaValue via) {
    this.engine = engine;
    this.responses = responses;
    this.channel = channel;
    this.request = request;
    this.link = link;
    this.route =
        new ResponseRoute(
            link.localPort(),
            link.protocol(),
            link.remote().getAddress().getHostAddress(),
            link.protocol().reliable() || via.wantsRport() ? link.remote().getPort() : -1,
            via.sentByPort());
    channel.routeResponses(route);
  }

  @Override
  public void reply(byte[] response) {
    if (link.protocol().reliable()) {
      responses.send(response, route, link);
    } else {
      responses.send(response, route, null);
    }
  }

  @Override
  public Optional<ServerTransaction> open() {
    return engine
        .open(request, channel)
        .map(transaction -> response -> send(transaction, response));
  }

  private static void send(SIPServerTransaction transaction, byte[] response) {
    try {
      SIPResponse parsed = (SIPResponse) JainParser.parseWhole(response);
      parsed.setApplicationData(response);
      transaction.sendMessage(parsed);
    } catch (ParseException e) {
      throw new IllegalStateException("a response of ours cannot be parsed", e);
    } catch (IOException e) {
      LOG.debug("a response could not be sent: {}", e.toString());
    }
  }
}
