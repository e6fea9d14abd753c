package org.parlour.edge.inbound;

import java.util.ArrayList;
import java.util.List;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// Takes the body of a MESSAGE apart into the URI list and the message, which stays as it came
/// (RFC 5365 §4). Pure.
final class MessageBodyReader {
  private static final String RECIPIENT_LIST = "recipient-list";

  private final int longest;
  private final HeaderField tooLarge;

  /// @param longest octets of a message without its list
  /// @param agent stands in Warnings
  MessageBodyReader(int longest, String agent) {
    this.longest = longest;
    this.tooLarge = new HeaderField("Warning", "399 " + agent + " \"message too large\"");
  }

  /// @param whole the body, as one part
  RequestBody read(BodyPart whole) throws RequestRefused, MalformedBodyException {
    boolean multipart = Multipart.isMultipart(whole.contentType());
    List<BodyPart> parts =
        multipart ? Multipart.read(whole.contentType(), whole.body()) : List.of(whole);
    RequestBody body = RequestBody.EMPTY;
    List<BodyPart> rest = new ArrayList<>(parts.size());
    for (BodyPart part : parts) {
      if (!isList(part)) {
        rest.add(part);
      } else if (body.recipients() == null) {
        body = body.withRecipients(ResourceLists.read(part.body()));
      }
    }
    BodyPart message = rest.size() == parts.size() ? whole : together(rest);
    if (message.body().length > longest) {
      throw new RequestRefused(413, Refusal.TOO_LARGE, "Request Entity Too Large", tooLarge);
    }
    return rest.isEmpty() ? body : body.withContent(message.contentType(), message.body());
  }

  private static boolean isList(BodyPart part) {
    return part.mediaType().equals(ResourceLists.CONTENT_TYPE)
        && (part.disposition() == null || part.disposition().equals(RECIPIENT_LIST));
  }

  private static BodyPart together(List<BodyPart> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    String boundary = Multipart.boundaryFor(parts);
    return BodyPart.of(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }
}
