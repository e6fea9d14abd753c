package org.parlour.protocol.list;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;

/// The header components of a SIP URI, `?name=value&name=value` (RFC 3261 §19.1.1). Only `Replaces`
/// is ever read: no entry of a list may put headers into a request of ours.
public final class UriHeaders {
  private static final String UNRESERVED = "-_.!~*'()[]/?:+$";

  private UriHeaders() {}

  /// The decoded value of `Replaces`, null when there is none.
  ///
  /// @param uri as it came
  public static @Nullable String replaces(String uri) throws MalformedBodyException {
    int start = uri.indexOf('?', Math.max(0, uri.indexOf('@')));
    if (start < 0) {
      return null;
    }
    for (String header : uri.substring(start + 1).split("&", -1)) {
      int equals = header.indexOf('=');
      if (equals > 0 && header.substring(0, equals).equalsIgnoreCase("Replaces")) {
        return decode(header.substring(equals + 1));
      }
    }
    return null;
  }

  private static String decode(String text) throws MalformedBodyException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        plain.write(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw bad(text);
      }
      plain.write(high << 4 | low);
      i += 2;
    }
    String value = Utf8.decode("Replaces", plain.toByteArray());
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw bad(text);
    }
    return value;
  }

  private static MalformedBodyException bad(String text) {
    return new MalformedBodyException(
        "Replaces: " + text + " (expected: percent-encoded text without control characters)");
  }

  /// `text` as the value of a header component.
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(Character.forDigit(b >> 4 & 15, 16));
        encoded.append(Character.forDigit(b & 15, 16));
      }
    }
    return encoded.toString();
  }
}
