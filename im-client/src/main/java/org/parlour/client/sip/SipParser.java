package org.parlour.client.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one message (RFC 3261 §7, §25) from bytes that a framer has cut.
///
/// Lenient where the RFC says so (bare LF, folding, compact names, blanks), strict where a mistake
/// would be read differently by the next hop.
public final class SipParser {
  private static final int MOST_HEADERS = 256;
  private static final byte[] VERSION = "SIP/2.0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = new byte[0];

  private final byte[] bytes;
  private final int end;
  private int position;

  private SipParser(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /// Reads the message in `bytes`; with a Content-Length anything behind the body is ignored,
  /// without one the body reaches to the end (RFC 3261 §18.3).
  public static SipMessage parse(byte[] bytes) throws MalformedSipException {
    return parse(bytes, 0, bytes.length);
  }

  public static SipMessage parse(byte[] bytes, int from, int to) throws MalformedSipException {
    return new SipParser(bytes, from, to).message();
  }

  private SipMessage message() throws MalformedSipException {
    while (position < end && (bytes[position] == '\r' || bytes[position] == '\n')) {
      position++;
    }
    int lineStart = position;
    int lineEnd = line();
    int firstBlank = indexOf(' ', lineStart, lineEnd);
    if (firstBlank < 0) {
      throw malformed(
          "start line", lineStart, lineEnd, "METHOD uri SIP/2.0 or SIP/2.0 code reason");
    }
    if (is(VERSION, lineStart, firstBlank)) {
      int status = status(firstBlank + 1, lineEnd);
      String reason = firstBlank + 5 < lineEnd ? text(firstBlank + 5, lineEnd) : "";
      SipHeaders headers = headers();
      return new SipResponse(status, reason, headers, body(headers));
    }
    int lastBlank = lastIndexOf(' ', lineStart, lineEnd);
    if (lastBlank == firstBlank || !is(VERSION, lastBlank + 1, lineEnd)) {
      throw malformed("start line", lineStart, lineEnd, "METHOD uri SIP/2.0");
    }
    String method = method(lineStart, firstBlank);
    String uri = text(firstBlank + 1, lastBlank);
    if (uri.isEmpty() || uri.indexOf(' ') >= 0 || uri.indexOf('<') >= 0) {
      throw malformed("Request-URI", firstBlank, lastBlank, "a URI without blanks");
    }
    SipHeaders headers = headers();
    return new SipRequest(method, uri, headers, body(headers));
  }

  private int status(int from, int to) throws MalformedSipException {
    boolean cut = to - from == 3 || (to - from > 3 && bytes[from + 3] == ' ');
    int status = 0;
    for (int i = from; cut && i < from + 3; i++) {
      int digit = bytes[i] - '0';
      cut = digit >= 0 && digit <= 9;
      status = status * 10 + digit;
    }
    if (!cut || status < 100 || status > 699) {
      throw malformed("status", from, to, "100 to 699");
    }
    return status;
  }

  private String method(int from, int to) throws MalformedSipException {
    for (int i = from; i < to; i++) {
      if (!isToken(bytes[i])) {
        throw malformed("method", from, to, "a token");
      }
    }
    return Methods.of(bytes, from, to);
  }

  private SipHeaders headers() throws MalformedSipException {
    SipHeaders headers = new SipHeaders();
    while (true) {
      if (position >= end) {
        throw new MalformedSipException("headers: no blank line (expected: one before the body)");
      }
      int start = position;
      int lineEnd = line();
      if (start == lineEnd) {
        return headers;
      }
      if (headers.size() >= MOST_HEADERS) {
        throw new MalformedSipException("headers: more than " + MOST_HEADERS);
      }
      header(headers, start, lineEnd);
    }
  }

  private void header(SipHeaders headers, int start, int lineEnd) throws MalformedSipException {
    int colon = indexOf(':', start, lineEnd);
    int nameEnd = colon;
    while (nameEnd > start && isBlank(bytes[nameEnd - 1])) {
      nameEnd--;
    }
    if (colon < 0 || nameEnd == start) {
      throw malformed("header", start, lineEnd, "Name: value");
    }
    for (int i = start; i < nameEnd; i++) {
      if (!isToken(bytes[i])) {
        throw malformed("header name", start, nameEnd, "a token");
      }
    }
    String value = trimmed(colon + 1, lineEnd);
    while (position < end && isBlank(bytes[position])) {
      int more = position;
      value = (value + ' ' + trimmed(more, line())).strip();
    }
    String name = HeaderName.canonical(bytes, start, nameEnd);
    if (value.indexOf(',') >= 0 && isListOfAddresses(name)) {
      for (String element : HeaderText.split(value, ',')) {
        headers.add(name, element);
      }
    } else {
      headers.add(name, value);
    }
  }

  private static boolean isListOfAddresses(String name) {
    return switch (name) {
      case HeaderName.VIA,
          HeaderName.ROUTE,
          HeaderName.RECORD_ROUTE,
          HeaderName.CONTACT,
          HeaderName.ASSERTED_IDENTITY,
          HeaderName.PATH,
          HeaderName.SERVICE_ROUTE ->
          true;
      default -> false;
    };
  }

  private byte[] body(SipHeaders headers) throws MalformedSipException {
    int available = end - position;
    String stated = headers.first(HeaderName.CONTENT_LENGTH);
    int length = stated == null ? available : contentLength(stated);
    if (length > available) {
      throw new MalformedSipException(
          "Content-Length: " + length + " (expected: <= " + available + ", the bytes that came)");
    }
    return length == 0 ? NOTHING : Arrays.copyOfRange(bytes, position, position + length);
  }

  /// The value of a Content-Length header.
  static int contentLength(String value) throws MalformedSipException {
    try {
      int length = value.length() > 9 ? -1 : Integer.parseInt(value);
      if (length >= 0 && value.charAt(0) != '+') {
        return length;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new MalformedSipException("Content-Length: " + value + " (expected: 0 to 999999999)");
  }

  /// Ends the line that starts at [#position], moves behind it and returns where its text ends.
  private int line() throws MalformedSipException {
    for (int i = position; i < end; i++) {
      if (bytes[i] == '\n') {
        int textEnd = i > position && bytes[i - 1] == '\r' ? i - 1 : i;
        position = i + 1;
        return textEnd;
      }
    }
    throw new MalformedSipException("line: cut off (expected: CRLF at its end)");
  }

  private String trimmed(int from, int to) {
    int first = from;
    int last = to;
    while (first < last && isBlank(bytes[first])) {
      first++;
    }
    while (last > first && isBlank(bytes[last - 1])) {
      last--;
    }
    return text(first, last);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private int indexOf(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private int lastIndexOf(char wanted, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private boolean is(byte[] wanted, int from, int to) {
    return Arrays.equals(wanted, 0, wanted.length, bytes, from, to);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isToken(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || "-.!%*_+`'~".indexOf(b) >= 0;
  }

  private MalformedSipException malformed(String thing, int from, int to, String expected) {
    String value = text(from, Math.min(to, from + 80));
    return new MalformedSipException(thing + ": " + value + " (expected: " + expected + ")");
  }
}
