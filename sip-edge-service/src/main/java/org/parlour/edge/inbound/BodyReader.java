package org.parlour.edge.inbound;

import java.util.List;
import java.util.Locale;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.edge.transport.SipFrame;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;
import org.parlour.protocol.sdp.SdpReader;

/// Reads bodies: SDP, URI lists, multipart/mixed of them. A part that nobody knows is
/// passed over when its handling is optional, else the request is refused (RFC 3261 §8.2.3). Pure.
final class BodyReader {
  private static final String SDP = "application/sdp";
  private static final String RECIPIENT_LIST = "recipient-list";

  private final ContentCoding coding;
  private final MessageBodyReader messages;

  BodyReader(ContentCoding coding, MessageBodyReader messages) {
    this.coding = coding;
    this.messages = messages;
  }

  /// What a body may hold besides SDP and URI lists.
  enum Other {
    /// A published document.
    DOCUMENT,
    /// A list of URIs of whatever scheme, instead of both (RFC 5875).
    URIS,
    /// Nothing.
    NONE
  }

  RequestBody read(SipFrame frame, Other other) throws RequestRefused {
    return read(
        frame,
        whole ->
            Multipart.isMultipart(whole.contentType()) && other != Other.DOCUMENT
                ? parts(Multipart.read(whole.contentType(), whole.body()), other)
                : add(RequestBody.EMPTY, whole, other));
  }

  /// The body of a MESSAGE.
  RequestBody message(SipFrame frame) throws RequestRefused {
    return read(frame, messages::read);
  }

  /// Reads a body that is there.
  private interface Reading {
    RequestBody of(BodyPart whole) throws RequestRefused, MalformedBodyException;
  }

  private RequestBody read(SipFrame frame, Reading reading) throws RequestRefused {
    if (frame.bodyLength() == 0) {
      return RequestBody.EMPTY;
    }
    String contentType = frame.head().first("Content-Type").orElse("");
    if (contentType.isEmpty()) {
      throw RequestRefused.malformed("a body without Content-Type");
    }
    try {
      byte[] body = coding.undo(frame.head(), frame.body());
      return reading.of(whole(frame.head(), contentType, body));
    } catch (MalformedBodyException e) {
      throw RequestRefused.malformedBody(String.valueOf(e.getMessage()));
    }
  }

  private static BodyPart whole(HeaderBlock head, String contentType, byte[] body) {
    String disposition = head.first("Content-Disposition").orElse("").toLowerCase(Locale.ROOT);
    int semicolon = disposition.indexOf(';');
    String type = (semicolon < 0 ? disposition : disposition.substring(0, semicolon)).strip();
    return new BodyPart(
        contentType,
        type.isEmpty() ? null : type,
        !disposition.replace(" ", "").contains("handling=optional"),
        null,
        body);
  }

  private RequestBody parts(List<BodyPart> parts, Other other)
      throws RequestRefused, MalformedBodyException {
    RequestBody body = RequestBody.EMPTY;
    for (BodyPart part : parts) {
      body = add(body, part, other);
    }
    return body;
  }

  private RequestBody add(RequestBody body, BodyPart part, Other other)
      throws RequestRefused, MalformedBodyException {
    String type = part.mediaType();
    if (type.equals(ResourceLists.CONTENT_TYPE) && other == Other.URIS) {
      return body.withUris(ResourceLists.readUris(part.body()));
    }
    if (type.equals(ResourceLists.CONTENT_TYPE) && other != Other.DOCUMENT) {
      return RECIPIENT_LIST.equals(part.disposition()) || part.disposition() == null
          ? body.withRecipients(ResourceLists.read(part.body()))
          : body;
    }
    if (type.equals(SDP) && other == Other.NONE) {
      return body.session() == null ? body.withSession(SdpReader.read(part.body())) : body;
    }
    if (other != Other.DOCUMENT) {
      if (part.handlingRequired()) {
        throw new RequestRefused(
            415,
            Refusal.MEDIA_TYPE,
            "Unsupported Media Type",
            new HeaderField("Accept", Capabilities.ACCEPT));
      }
      return body;
    }
    return body.contentType() == null ? body.withContent(part.contentType(), part.body()) : body;
  }
}
