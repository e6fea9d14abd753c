package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.imdn.DeliveryFailure;
import org.parlour.protocol.imdn.Imdn;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// What a pager message says, taken out of its envelopes.
///
/// @param text empty for what is no text
/// @param others who else was addressed, as far as it tells (RFC 5365 §7.3)
/// @param failure it says that an earlier message was not delivered; null for all others
public record PagerBody(String text, List<Recipient> others, @Nullable DeliveryFailure failure) {
  public PagerBody {
    others = List.copyOf(others);
  }

  /// What cannot be read is empty.
  public static PagerBody read(String contentType, byte[] body) {
    try {
      List<BodyPart> parts =
          Multipart.isMultipart(contentType)
              ? Multipart.read(contentType, body)
              : List.of(BodyPart.of(contentType, body));
      PagerBody read = new PagerBody("", List.of(), null);
      for (BodyPart part : parts) {
        read = read.with(part);
      }
      return read;
    } catch (MalformedBodyException e) {
      return new PagerBody("", List.of(), null);
    }
  }

  private PagerBody with(BodyPart part) throws MalformedBodyException {
    String type = part.mediaType();
    if (type.equals(ResourceLists.CONTENT_TYPE)) {
      return new PagerBody(text, ResourceLists.read(part.body()), failure);
    }
    if (type.equals(CpimMessage.CONTENT_TYPE)) {
      CpimMessage message = CpimMessage.read(part.body());
      return with(BodyPart.of(message.contentType(), message.contentBytes()));
    }
    if (type.equals(Imdn.CONTENT_TYPE)) {
      return new PagerBody(text, others, DeliveryFailure.read(part.body()));
    }
    return type.startsWith("text/") && text.isEmpty()
        ? new PagerBody(new String(part.body(), StandardCharsets.UTF_8), others, failure)
        : this;
  }
}
