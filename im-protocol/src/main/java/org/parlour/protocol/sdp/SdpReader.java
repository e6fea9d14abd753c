package org.parlour.protocol.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;

/// Reads session descriptions (RFC 8866 §5, RFC 4975 §8). Lenient where no meaning is lost: lines
/// may end with LF alone, blank lines and lines of unknown type are passed over, `c=` may be
/// missing. Session-level direction, setup and fingerprint hold for every stream that says nothing
/// else.
///
/// Thread: any.
public final class SdpReader {
  /// Longest description that is read, in octets.
  public static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_STREAMS = 32;
  private static final int ORIGIN_FIELDS = 6;

  private final StreamBuilder sessionLevel = new StreamBuilder();
  private final List<StreamBuilder> streams = new ArrayList<>();
  private boolean versionSeen;
  private String @Nullable [] origin;
  private @Nullable String address;

  private SdpReader() {}

  /// @throws MalformedBodyException with the line that offends
  public static SessionDescription read(byte[] utf8) throws MalformedBodyException {
    if (utf8.length > MAX_BYTES) {
      throw new MalformedBodyException(
          "sdp: " + utf8.length + " octets (expected: <= " + MAX_BYTES + ")");
    }
    String text = Utf8.decode("sdp", utf8);
    SdpReader reader = new SdpReader();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      int stop = end < 0 ? text.length() : end;
      if (stop > start && text.charAt(stop - 1) == '\r') {
        stop--;
      }
      reader.line(text.substring(start, stop));
      start = next;
    }
    return reader.finish();
  }

  private void line(String line) throws MalformedBodyException {
    if (line.isBlank()) {
      return;
    }
    if (line.length() < 2 || line.charAt(1) != '=' || hasControl(line)) {
      throw bad(line, "<type>=<value>");
    }
    String value = line.substring(2);
    char type = line.charAt(0);
    if (!versionSeen && type != 'v') {
      throw bad(line, "v=0 first");
    }
    switch (type) {
      case 'v' -> version(value, line);
      case 'o' -> origin(value, line);
      case 'c' -> connection(value, line);
      case 'm' -> media(value, line);
      case 'a' -> current().attribute(value);
      default -> {}
    }
  }

  private StreamBuilder current() {
    return streams.isEmpty() ? sessionLevel : streams.getLast();
  }

  private void version(String value, String line) throws MalformedBodyException {
    if (versionSeen || !value.strip().equals("0")) {
      throw bad(line, "one v=0");
    }
    versionSeen = true;
  }

  private void origin(String value, String line) throws MalformedBodyException {
    String[] fields = value.strip().split(" +");
    if (fields.length != ORIGIN_FIELDS || origin != null) {
      throw bad(line, "one o=<user> <id> <version> IN IP4|IP6 <address>");
    }
    origin = fields;
  }

  private void connection(String value, String line) throws MalformedBodyException {
    String[] fields = value.strip().split(" +");
    if (fields.length != 3) {
      throw bad(line, "c=IN IP4|IP6 <address>");
    }
    if (address == null) {
      int slash = fields[2].indexOf('/');
      address = slash < 0 ? fields[2] : fields[2].substring(0, slash);
    }
  }

  private void media(String value, String line) throws MalformedBodyException {
    if (streams.size() == MAX_STREAMS) {
      throw new MalformedBodyException(
          "sdp: more m= lines than expected (expected: <= " + MAX_STREAMS + ")");
    }
    streams.add(StreamBuilder.of(value, line));
  }

  private SessionDescription finish() throws MalformedBodyException {
    String[] from = origin;
    if (!versionSeen || from == null || streams.isEmpty()) {
      String missing = !versionSeen ? "v=" : from == null ? "o=" : "m=";
      throw new MalformedBodyException("sdp: no " + missing + " line (expected: v=, o=, m=)");
    }
    List<MediaLine> media = new ArrayList<>(streams.size());
    for (StreamBuilder stream : streams) {
      media.add(stream.build(sessionLevel));
    }
    return new SessionDescription(
        from[0],
        unsigned("o= session id", from[1]),
        unsigned("o= session version", from[2]),
        address == null ? from[5] : address,
        media);
  }

  /// An unsigned 64-bit number.
  static long unsigned(String what, String text) throws MalformedBodyException {
    try {
      if (!text.startsWith("+")) {
        return Long.parseUnsignedLong(text);
      }
    } catch (NumberFormatException e) {
      // answered below, with the name of the number
    }
    throw bad(what + ": " + text, "a number of 0 to 2^64-1");
  }

  static MalformedBodyException bad(String value, String expected) {
    return new MalformedBodyException("sdp: " + value + " (expected: " + expected + ")");
  }

  private static boolean hasControl(String line) {
    return line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c));
  }
}
