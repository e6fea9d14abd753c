package org.parlour.edge.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.SessionDescription;

/// What the body of a request holds, part by part.
///
/// @param session null when there is no SDP
/// @param recipients null when there is no URI list
/// @param uris null when there is no list of URIs of whatever scheme
/// @param contentType of the message part; null when there is none
/// @param content of the message part
record RequestBody(
    @Nullable SessionDescription session,
    @Nullable List<Recipient> recipients,
    @Nullable List<String> uris,
    @Nullable String contentType,
    byte[] content) {
  static final RequestBody EMPTY = new RequestBody(null, null, null, null, new byte[0]);

  RequestBody withSession(SessionDescription read) {
    return new RequestBody(read, recipients, uris, contentType, content);
  }

  RequestBody withRecipients(List<Recipient> read) {
    return new RequestBody(session, read, uris, contentType, content);
  }

  RequestBody withUris(List<String> read) {
    return new RequestBody(session, recipients, read, contentType, content);
  }

  RequestBody withContent(String type, byte[] octets) {
    return new RequestBody(session, recipients, uris, type, octets);
  }
}
