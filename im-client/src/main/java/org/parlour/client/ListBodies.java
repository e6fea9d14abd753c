package org.parlour.client;

import java.util.List;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// Bodies that bring the URI list with them to which the request is to go (RFC 5363 §4.1).
final class ListBodies {
  private ListBodies() {}

  /// @param body of the request itself
  static BodyPart withList(BodyPart body, List<Recipient> recipients) {
    List<BodyPart> parts =
        List.of(
            body,
            new BodyPart(
                ResourceLists.CONTENT_TYPE,
                "recipient-list",
                true,
                null,
                ResourceLists.write(recipients)));
    String boundary = Multipart.boundaryFor(parts);
    return BodyPart.of(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }
}
