package org.parlour.edge.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.conferenceinfo.ConferenceInfoWriter;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.xcapdiff.XcapDiff;
import org.parlour.protocol.xcapdiff.XcapDiffWriter;

/// A body in its wire form.
///
/// @param contentType null when there is no body
record WrittenContent(@Nullable String contentType, byte[] body) {
  static final WrittenContent NONE = new WrittenContent(null, new byte[0]);

  private static final String SDP = "application/sdp";

  static WrittenContent of(SipContent content) {
    return switch (content) {
      case SipContent.None none -> NONE;
      case SipContent.Session session ->
          new WrittenContent(SDP, SdpWriter.write(session.description()));
      case SipContent.SessionWithHistory both ->
          history(BodyPart.of(SDP, SdpWriter.write(both.description())), both.history());
      case SipContent.MessageWithHistory both ->
          history(BodyPart.of(both.contentType(), both.body()), both.history());
      case SipContent.ConferenceState state ->
          new WrittenContent(
              "application/conference-info+xml", ConferenceInfoWriter.write(state.info()));
      case SipContent.Documents documents ->
          new WrittenContent(XcapDiff.CONTENT_TYPE, XcapDiffWriter.write(documents.diff()));
      case SipContent.DocumentList list ->
          new WrittenContent(ResourceLists.CONTENT_TYPE, ResourceLists.writeUris(list.uris()));
      case SipContent.Written written -> new WrittenContent(written.contentType(), written.body());
    };
  }

  /// The list is there for whoever understands it (RFC 5366 §5.1, RFC 5365 §7.3).
  private static WrittenContent history(BodyPart first, List<Recipient> history) {
    List<BodyPart> parts =
        List.of(
            first,
            new BodyPart(
                ResourceLists.CONTENT_TYPE,
                "recipient-list-history",
                false,
                null,
                ResourceLists.writeHistory(history)));
    String boundary = Multipart.boundaryFor(parts);
    return new WrittenContent(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }
}
