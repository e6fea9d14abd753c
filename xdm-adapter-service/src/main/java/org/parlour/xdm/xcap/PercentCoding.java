package org.parlour.xdm.xcap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;

/// Percent-encoding of URIs (RFC 3986 §2.1), of UTF-8.
public final class PercentCoding {
  private static final String PLAIN = "-._~!$&'()*+,;=:@/";

  private PercentCoding() {}

  /// Decodes once.
  ///
  /// @throws XcapUriException when an escape is broken, or what comes out is not UTF-8 or holds a
  ///     control character
  public static String decoded(String text) throws XcapUriException {
    String decoded = text.indexOf('%') < 0 ? text : decodedOctets(text);
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw XcapUriException.trick("URI: with a control character (expected: none)");
    }
    return decoded;
  }

  private static String decodedOctets(String text) throws XcapUriException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      int percent = text.indexOf('%', at);
      int end = percent < 0 ? text.length() : percent;
      octets.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = end;
      if (percent >= 0) {
        octets.write(octet(text, percent));
        at = percent + 3;
      }
    }
    try {
      return Utf8.decode("URI", octets.toByteArray());
    } catch (MalformedBodyException e) {
      throw XcapUriException.trick(String.valueOf(e.getMessage()));
    }
  }

  private static int octet(String text, int percent) throws XcapUriException {
    if (percent + 2 < text.length()) {
      int high = Character.digit(text.charAt(percent + 1), 16);
      int low = Character.digit(text.charAt(percent + 2), 16);
      if (high >= 0 && low >= 0) {
        return high * 16 + low;
      }
    }
    throw new XcapUriException("URI: with a broken escape (expected: % and two digits)");
  }

  /// Encodes what cannot stand in a path; slashes stay.
  public static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
