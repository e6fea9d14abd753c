package org.parlour.protocol.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;

/// Reads and writes `multipart/*` bodies (RFC 2046 §5.1). A `multipart/mixed` within a multipart is
/// flattened; any other nested multipart stays one part. Lines may end with LF alone. Preamble and
/// epilogue are passed over.
///
/// Thread: any.
public final class Multipart {
  /// Most parts that are read, nested ones included.
  public static final int MAX_PARTS = 32;

  private static final int MAX_DEPTH = 4;
  private static final int MAX_BOUNDARY = 70;
  private static final byte[] CRLF = {'\r', '\n'};

  private Multipart() {}

  /// Whether a body of this Content-Type is for [#read].
  public static boolean isMultipart(String contentType) {
    return HeaderValue.read(contentType).value().startsWith("multipart/");
  }

  /// @param contentType the whole header value, with the boundary
  /// @throws MalformedBodyException when there is no boundary, no part or no closing delimiter, or
  ///     a limit is passed
  public static List<BodyPart> read(String contentType, byte[] body) throws MalformedBodyException {
    List<BodyPart> parts = new ArrayList<>();
    read(contentType, body, 1, parts);
    return List.copyOf(parts);
  }

  private static void read(String contentType, byte[] body, int depth, List<BodyPart> parts)
      throws MalformedBodyException {
    if (depth > MAX_DEPTH) {
      throw bad("nested " + depth + " deep", "<= " + MAX_DEPTH);
    }
    byte[] delimiter = ascii("--" + boundaryOf(contentType));
    int start = -1;
    for (int line = 0; line < body.length; ) {
      int next = ByteSearch.nextLine(body, line, body.length);
      if (isDelimiter(body, line, next, delimiter)) {
        if (start >= 0) {
          int end = ByteSearch.beforeLineBreak(body, line, start);
          add(PartReader.read(body, start, end), depth, parts);
        }
        if (isClosing(body, line + delimiter.length)) {
          if (start < 0) {
            throw bad("no part", "at least one");
          }
          return;
        }
        start = next;
      }
      line = next;
    }
    throw bad(start < 0 ? "no boundary line" : "no closing boundary line", "--<boundary>--");
  }

  private static void add(BodyPart part, int depth, List<BodyPart> parts)
      throws MalformedBodyException {
    if (part.mediaType().equals("multipart/mixed")) {
      read(part.contentType(), part.body(), depth + 1, parts);
    } else if (parts.size() == MAX_PARTS) {
      throw bad("too many parts", "<= " + MAX_PARTS);
    } else {
      parts.add(part);
    }
  }

  private static String boundaryOf(String contentType) throws MalformedBodyException {
    HeaderValue value = HeaderValue.read(contentType);
    String boundary = value.parameter("boundary");
    if (!value.value().startsWith("multipart/") || !isBoundary(boundary)) {
      throw bad("content-type: " + contentType, "multipart/<subtype> with a boundary of 1 to 70");
    }
    return String.valueOf(boundary);
  }

  private static boolean isBoundary(@Nullable String text) {
    return text != null
        && !text.isEmpty()
        && text.length() <= MAX_BOUNDARY
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
  }

  /// After the delimiter only `--`, blanks and the line's end may stand.
  private static boolean isDelimiter(byte[] body, int line, int next, byte[] delimiter) {
    if (!ByteSearch.startsWith(body, line, delimiter)) {
      return false;
    }
    int at = line + delimiter.length;
    if (isClosing(body, at)) {
      at += 2;
    }
    while (at < next && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r')) {
      at++;
    }
    return at >= next || body[at] == '\n';
  }

  private static boolean isClosing(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  /// @param boundary from [#boundaryFor], or unpredictable
  /// @throws IllegalArgumentException when a part's body holds the delimiter, or a value a line
  ///     break
  public static byte[] write(String boundary, List<BodyPart> parts) {
    if (!isBoundary(boundary) || occurs(boundary, parts)) {
      throw new IllegalArgumentException(
          "boundary: " + boundary + " (expected: 1 to 70 characters that no part holds)");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    byte[] delimiter = ascii("--" + boundary);
    for (BodyPart part : parts) {
      out.writeBytes(delimiter);
      out.writeBytes(CRLF);
      out.writeBytes(headers(part).getBytes(StandardCharsets.UTF_8));
      out.writeBytes(CRLF);
      out.writeBytes(part.body());
      out.writeBytes(CRLF);
    }
    out.writeBytes(delimiter);
    out.writeBytes(ascii("--\r\n"));
    return out.toByteArray();
  }

  private static String headers(BodyPart part) {
    StringBuilder text = new StringBuilder(128);
    header(text, "Content-Type", part.contentType());
    String disposition = part.disposition();
    if (!part.handlingRequired()) {
      String type = disposition == null ? "render" : disposition;
      header(text, "Content-Disposition", type + ";handling=optional");
    } else if (disposition != null) {
      header(text, "Content-Disposition", disposition);
    }
    if (part.contentId() != null) {
      header(text, "Content-ID", "<" + part.contentId() + ">");
    }
    return text.toString();
  }

  private static void header(StringBuilder text, String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(name + " with a line break (expected: one line)");
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /// The Content-Type header value for what [#write] wrote.
  public static String contentType(String boundary) {
    return "multipart/mixed;boundary=\"" + boundary + "\"";
  }

  /// A boundary that occurs in none of `parts`, the same for the same parts.
  public static String boundaryFor(List<BodyPart> parts) {
    for (int i = 1; ; i++) {
      String boundary = "b-mix-" + i;
      if (!occurs(boundary, parts)) {
        return boundary;
      }
    }
  }

  private static boolean occurs(String boundary, List<BodyPart> parts) {
    byte[] delimiter = ascii("--" + boundary);
    return parts.stream().anyMatch(part -> ByteSearch.contains(part.body(), delimiter));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MalformedBodyException bad(String value, String expected) {
    return new MalformedBodyException("multipart: " + value + " (expected: " + expected + ")");
  }
}
