package org.parlour.edge.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.RequestId;
import org.parlour.edge.sipstack.SipInbound;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.ResponseHead;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.SipFrame;
import org.parlour.edge.trust.AssertedIdentity;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.support.observe.Origin;

/// Makes the typed form of a response. The key stands in our Via, so that any edge can read a
/// response to a request that any edge sent.
final class ResponseReader {
  private final Clock clock;

  ResponseReader(Clock clock) {
    this.clock = clock;
  }

  /// The aggregate that sent the request; empty when the Via is not one of ours.
  static Optional<AggregateKey> key(ViaValue via) {
    try {
      return via.parameters()
          .get(ViaValue.KEY)
          .filter(text -> !text.isEmpty())
          .map(
              text ->
                  new AggregateKey(
                      new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The trace of the request that it answers, which our Via names too: any edge goes on with it.
  static Origin origin(ResponseHead head) {
    return new Origin(
        head.callId(), head.via().parameters().get(ViaValue.TRACE_PARENT).orElse(null));
  }

  /// @throws SyntaxException when a header cannot be read
  SipResponse read(SipInbound.Response response) throws SyntaxException {
    ResponseHead head = response.head();
    HeaderBlock block = head.block();
    String branch = head.via().branch();
    if (branch == null) {
      throw new SyntaxException("Via", "no branch", "ours");
    }
    return new SipResponse(
        clock.instant(),
        new RequestId(branch),
        new DialogId(head.callId(), head.from().tag(), head.to().tag()),
        head.cseq().number(),
        head.cseq().method(),
        head.status(),
        HeaderReader.contact(block),
        block.all("Record-Route"),
        HeaderReader.capabilities(block),
        AssertedIdentity.of(block),
        AssertedIdentity.anonymous(block),
        HeaderReader.sessionExpires(block),
        HeaderReader.number(block, "Min-SE"),
        HeaderReader.number(block, "Retry-After"),
        session(response.frame()));
  }

  /// The SDP of a response; null when there is none that can be read, which for the core is an
  /// answer without media.
  private static @Nullable SessionDescription session(SipFrame frame) {
    String contentType = frame.head().first("Content-Type").orElse("");
    if (frame.bodyLength() == 0 || contentType.isEmpty()) {
      return null;
    }
    try {
      List<BodyPart> parts =
          Multipart.isMultipart(contentType)
              ? Multipart.read(contentType, frame.body())
              : List.of(BodyPart.of(contentType, frame.body()));
      for (BodyPart part : parts) {
        if (part.mediaType().equals("application/sdp")) {
          return SdpReader.read(part.body());
        }
      }
    } catch (MalformedBodyException e) {
      return null;
    }
    return null;
  }
}
