package org.parlour.edge.inbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderField;

/// What is done to a body on its way (RFC 3261 §20.12), undone: `gzip`, and `deflate`, which means
/// zlib (RFC 1950). Nothing behind knows of it. Pure.
final class ContentCoding {
  private static final String GZIP = "gzip";
  private static final String DEFLATE = "deflate";
  private static final String IDENTITY = "identity";

  private final int longest;

  /// @param longest octets of a body when nothing is done to it any more
  ContentCoding(int longest) {
    this.longest = longest;
  }

  /// One coding that we can undo, or none (RFC 3261 §8.2.3).
  static void check(HeaderBlock head) throws RequestRefused {
    List<String> codings = codings(head);
    if (codings.size() > 1 || !codings.stream().allMatch(ContentCoding::isKnown)) {
      throw new RequestRefused(
          415,
          Refusal.MEDIA_TYPE,
          "Unsupported Media Type",
          new HeaderField("Accept-Encoding", Capabilities.ACCEPT_ENCODING),
          new HeaderField("Accept", Capabilities.ACCEPT));
    }
  }

  /// @throws RequestRefused 400 when `body` is not what its header says, 413 when it grows too long
  byte[] undo(HeaderBlock head, byte[] body) throws RequestRefused {
    List<String> codings = codings(head);
    if (codings.isEmpty()) {
      return body;
    }
    check(head);
    try (InputStream in = opened(codings.getFirst(), new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes(longest + 1);
      if (plain.length > longest) {
        throw new RequestRefused(413, Refusal.TOO_LARGE, "Request Entity Too Large");
      }
      return plain;
    } catch (IOException e) {
      throw RequestRefused.malformedBody("not " + codings.getFirst());
    }
  }

  private static InputStream opened(String coding, InputStream body) throws IOException {
    return coding.equals(GZIP) ? new GZIPInputStream(body) : new InflaterInputStream(body);
  }

  private static boolean isKnown(String coding) {
    return coding.equals(GZIP) || coding.equals(DEFLATE);
  }

  private static List<String> codings(HeaderBlock head) {
    return head.all("Content-Encoding").stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .filter(coding -> !coding.equals(IDENTITY))
        .toList();
  }
}
