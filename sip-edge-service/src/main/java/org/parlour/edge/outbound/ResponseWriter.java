package org.parlour.edge.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.edge.syntax.HeaderField;

/// Writes responses from skeletons (RFC 3261 §8.2.6). Pure.
public final class ResponseWriter {
  private final HeaderWriter headers;
  private final String server;

  /// @param server the Server header
  public ResponseWriter(String warningAgent, String server) {
    this.headers = new HeaderWriter(warningAgent);
    this.server = server;
  }

  /// An answer of the core.
  ///
  /// @param toTag null when it opens no dialog and the request has no tag of ours
  byte[] write(
      ResponseSkeleton skeleton,
      int status,
      @Nullable String toTag,
      SipHeaders wanted,
      SipContent content) {
    MessageText out = start(skeleton, status, ReasonPhrases.of(status), toTag);
    if (opensDialog(status, skeleton.cseq())) {
      skeleton.recordRoutes().forEach(route -> out.header("Record-Route", route));
    }
    headers.write(wanted, out);
    WrittenContent body = WrittenContent.of(content);
    out.optional("Content-Type", body.contentType());
    return out.finish(body.body());
  }

  /// An answer of the edge itself.
  public byte[] write(
      ResponseSkeleton skeleton,
      int status,
      String phrase,
      @Nullable String toTag,
      List<HeaderField> extra) {
    MessageText out = start(skeleton, status, phrase, toTag);
    extra.forEach(field -> out.header(field.name(), field.value()));
    out.optional("Warning", headers.warning(OwnWarnings.of(status)));
    return out.finish(new byte[0]);
  }

  private MessageText start(
      ResponseSkeleton skeleton, int status, String phrase, @Nullable String toTag) {
    MessageText out = new MessageText("SIP/2.0 " + status + ' ' + phrase);
    skeleton.vias().forEach(via -> out.header("Via", via));
    present(out, "From", skeleton.from());
    present(out, "To", tagged(skeleton.to(), toTag));
    present(out, "Call-ID", skeleton.callId());
    present(out, "CSeq", skeleton.cseq());
    if (status > 100) {
      out.header("Server", server);
    }
    return out;
  }

  private static void present(MessageText out, String name, String value) {
    if (!value.isEmpty()) {
      out.header(name, value);
    }
  }

  /// A To that has a tag keeps it.
  private static String tagged(String to, @Nullable String toTag) {
    if (toTag == null || to.isEmpty() || hasTag(to)) {
      return to;
    }
    return (to.indexOf('<') < 0 && to.indexOf(';') < 0 ? '<' + to + '>' : to) + ";tag=" + toTag;
  }

  private static boolean hasTag(String to) {
    int parameters = to.indexOf(';', to.lastIndexOf('>') + 1);
    return parameters >= 0 && to.substring(parameters).matches("(?i).*;\\s*tag\\s*=.*");
  }

  private static boolean opensDialog(int status, String cseq) {
    return status > 100
        && status < 300
        && (cseq.endsWith("INVITE") || cseq.endsWith("SUBSCRIBE") || cseq.endsWith("REFER"));
  }
}
