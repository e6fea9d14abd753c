package org.parlour.interop.ladder;

import java.util.List;
import java.util.Optional;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipMessage;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// The parts of a message's body.
final class Bodies {
  static final String SDP = "application/sdp";

  private Bodies() {}

  /// The first part of a media type.
  static Optional<BodyPart> part(SipMessage message, String mediaType) {
    String type = message.headers().firstOr(HeaderName.CONTENT_TYPE, "");
    if (message.body().length == 0) {
      return Optional.empty();
    }
    try {
      List<BodyPart> parts =
          Multipart.isMultipart(type)
              ? Multipart.read(type, message.body())
              : List.of(BodyPart.of(type, message.body()));
      return parts.stream().filter(part -> part.mediaType().equals(mediaType)).findFirst();
    } catch (MalformedBodyException e) {
      throw new AssertionError("body: " + e.getMessage(), e);
    }
  }
}
