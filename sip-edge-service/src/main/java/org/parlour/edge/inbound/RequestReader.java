package org.parlour.edge.inbound;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.RoutableRequest;
import org.parlour.contracts.routing.RoutingKey;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.edge.sipstack.SipInbound;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderParameters;
import org.parlour.edge.syntax.Numbers;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.transactions.TransactionIds;
import org.parlour.edge.trust.AssertedIdentity;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Makes the typed command of a request, and the key under which it is published.
final class RequestReader {
  private static final int SEED_BYTES = 16;
  private static final int USUAL_REGISTRATION = 3600;

  private final RoutingKey routing;
  private final BodyReader bodies;
  private final ReplyTo replyTo;
  private final Function<AggregateKey, List<SwitchCandidate>> switches;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /// A command and its key.
  record Routed(AggregateKey key, SipRequest command) {}

  RequestReader(
      RoutingKey routing,
      BodyReader bodies,
      ReplyTo replyTo,
      Function<AggregateKey, List<SwitchCandidate>> switches,
      Clock clock) {
    this.routing = routing;
    this.bodies = bodies;
    this.replyTo = replyTo;
    this.switches = switches;
    this.clock = clock;
  }

  /// @throws RequestRefused when headers or body cannot be read
  Routed read(SipInbound.Request request, ResponseSkeleton skeleton) throws RequestRefused {
    try {
      return readStrictly(request, skeleton);
    } catch (SyntaxException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Routed readStrictly(SipInbound.Request request, ResponseSkeleton skeleton)
      throws RequestRefused, SyntaxException {
    RequestHead head = request.head();
    HeaderBlock block = head.block();
    ImAddress target = new AddressValue(null, head.uri(), HeaderParameters.NONE).address();
    NameAddress from = head.from().nameAddress();
    NameAddress to = head.to().nameAddress();
    NameAddress originator = AssertedIdentity.of(block);
    AggregateKey key =
        routing.of(
            request.role(),
            new RoutableRequest(
                head.method(),
                target,
                to.address(),
                head.callId(),
                orEmpty(head.from().tag()),
                head.cseq().number(),
                null,
                AssertedIdentity.servedUser(block),
                originator == null ? null : originator.address(),
                from.address()));
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new Routed(
        key,
        new SipRequest(
            clock.instant(),
            seed,
            TransactionIds.of(head),
            request.role(),
            replyTo,
            skeleton,
            new DialogId(head.callId(), head.to().tag(), head.from().tag()),
            head.cseq().number(),
            target,
            from,
            to,
            originator,
            AssertedIdentity.anonymous(block),
            HeaderReader.contact(block),
            block.all("Record-Route"),
            HeaderReader.capabilities(block),
            HeaderReader.sessionExpires(block),
            HeaderReader.number(block, "Min-SE"),
            head.maxForwards(),
            head.method().equals("MESSAGE")
                ? HeaderReader.carriedByMessage(block)
                : HeaderReader.carried(block),
            method(request, key)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private SipMethod method(SipInbound.Request request, AggregateKey key)
      throws RequestRefused, SyntaxException {
    RequestHead head = request.head();
    HeaderBlock block = head.block();
    return switch (head.method()) {
      case "INVITE" -> {
        RequestBody body = bodies.read(request.frame(), BodyReader.Other.NONE);
        yield new SipMethod.Invite(
            body.session(),
            head.inDialog() ? null : body.recipients(),
            head.inDialog() ? List.of() : switches.apply(key));
      }
      case "ACK" ->
          new SipMethod.Ack(bodies.read(request.frame(), BodyReader.Other.NONE).session());
      case "CANCEL" -> new SipMethod.Cancel();
      case "BYE" -> new SipMethod.Bye();
      case "UPDATE" ->
          new SipMethod.Update(bodies.read(request.frame(), BodyReader.Other.NONE).session());
      case "SUBSCRIBE" ->
          SubscribeReader.read(block, () -> bodies.read(request.frame(), BodyReader.Other.URIS));
      case "NOTIFY" -> NotifyReader.read(block);
      case "MESSAGE" -> message(bodies.message(request.frame()));
      case "REFER" -> ReferReader.read(block, bodies.read(request.frame(), BodyReader.Other.NONE));
      case "REGISTER" -> new SipMethod.Register(registration(block));
      case "PUBLISH" -> {
        RequestBody body = bodies.read(request.frame(), BodyReader.Other.DOCUMENT);
        yield new SipMethod.Publish(
            HeaderReader.event(block),
            HeaderReader.number(block, "Expires"),
            block.firstOrNull("SIP-If-Match"),
            body.contentType(),
            body.content());
      }
      default -> throw RequestRefused.malformed(head.method());
    };
  }

  private static SipMethod.Message message(RequestBody body) {
    String type = body.contentType();
    return new SipMethod.Message(
        type == null ? "text/plain" : type, body.content(), body.recipients());
  }

  private static int registration(HeaderBlock block) throws SyntaxException {
    Integer expires = HeaderReader.number(block, "Expires");
    if (expires != null) {
      return expires;
    }
    for (String contact : block.all("Contact")) {
      String parameter =
          contact.equals("*")
              ? null
              : AddressValue.parse(contact).parameters().get("expires").orElse(null);
      if (parameter != null) {
        return Numbers.parse("expires", parameter, Integer.MAX_VALUE);
      }
    }
    return USUAL_REGISTRATION;
  }
}
