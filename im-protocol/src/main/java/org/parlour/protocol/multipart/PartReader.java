package org.parlour.protocol.multipart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.parlour.protocol.MalformedBodyException;

/// Reads one part: header lines, a blank line, the body.
final class PartReader {
  private static final int MAX_HEADER_LINES = 32;
  private static final String DEFAULT_TYPE = "text/plain";

  private PartReader() {}

  /// @param bytes of the whole; the part is `start` (inclusive) to `end` (exclusive)
  static BodyPart read(byte[] bytes, int start, int end) throws MalformedBodyException {
    Map<String, String> headers = new LinkedHashMap<>();
    String last = "";
    int at = start;
    for (int lines = 0; at < end; lines++) {
      if (lines > MAX_HEADER_LINES) {
        throw bad("more header lines than " + MAX_HEADER_LINES, "a blank line before the body");
      }
      int next = ByteSearch.nextLine(bytes, at, end);
      String line = new String(bytes, at, next - at, StandardCharsets.UTF_8).stripTrailing();
      at = next;
      if (line.isEmpty()) {
        break;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        headers.computeIfPresent(last, (name, value) -> value + " " + line.strip());
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw bad(line, "<name>: <value>");
      }
      last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      headers.putIfAbsent(last, line.substring(colon + 1).strip());
    }
    return part(headers, Arrays.copyOfRange(bytes, at, end));
  }

  private static BodyPart part(Map<String, String> headers, byte[] body)
      throws MalformedBodyException {
    String dispositionText = headers.get("content-disposition");
    String id = headers.get("content-id");
    String type = headers.getOrDefault("content-type", DEFAULT_TYPE);
    byte[] decoded = decode(headers.getOrDefault("content-transfer-encoding", "binary"), body);
    if (id != null && id.startsWith("<") && id.endsWith(">")) {
      id = id.substring(1, id.length() - 1);
    }
    if (dispositionText == null) {
      return new BodyPart(type, null, true, id, decoded);
    }
    HeaderValue disposition = HeaderValue.read(dispositionText);
    boolean optional = "optional".equalsIgnoreCase(disposition.parameter("handling"));
    return new BodyPart(type, disposition.value(), !optional, id, decoded);
  }

  private static byte[] decode(String encoding, byte[] body) throws MalformedBodyException {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "7bit", "8bit", "binary" -> body;
      case "base64" -> {
        try {
          yield Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
          throw new MalformedBodyException("multipart: broken base64 (" + e.getMessage() + ")", e);
        }
      }
      default -> throw bad("content-transfer-encoding: " + encoding, "binary, 8bit, 7bit, base64");
    };
  }

  private static MalformedBodyException bad(String value, String expected) {
    return new MalformedBodyException("multipart: " + value + " (expected: " + expected + ")");
  }
}
