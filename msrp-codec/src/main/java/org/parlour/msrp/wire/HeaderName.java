package org.parlour.msrp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The headers that [RequestHead] has a field for. Names are compared without case.
enum HeaderName {
  TO_PATH("To-Path"),
  FROM_PATH("From-Path"),
  MESSAGE_ID("Message-ID"),
  SUCCESS_REPORT("Success-Report"),
  FAILURE_REPORT("Failure-Report"),
  BYTE_RANGE("Byte-Range"),
  STATUS("Status"),
  USE_NICKNAME("Use-Nickname"),
  CONTENT_TYPE("Content-Type"),
  OTHER("header");

  private static final HeaderName[] ALL = values();

  private final String text;
  private final byte[] lower;

  HeaderName(String text) {
    this.text = text;
    this.lower = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }

  String text() {
    return text;
  }

  /// The header whose name is the octets from `from` to `to`.
  static HeaderName of(byte[] line, int from, int to) {
    for (HeaderName name : ALL) {
      if (name != OTHER && name.lower.length == to - from && name.matches(line, from)) {
        return name;
      }
    }
    return OTHER;
  }

  private boolean matches(byte[] line, int from) {
    for (int i = 0; i < lower.length; i++) {
      int octet = line[from + i];
      int folded = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
      if (folded != lower[i]) {
        return false;
      }
    }
    return true;
  }
}
