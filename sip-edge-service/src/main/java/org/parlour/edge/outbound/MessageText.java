package org.parlour.edge.outbound;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Builds one SIP message. No value can add a line: control characters become blanks.
final class MessageText {
  private static final int USUAL_LENGTH = 1024;

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  MessageText(String startLine) {
    append(startLine);
    text.append("\r\n");
  }

  MessageText header(String name, String value) {
    text.append(name).append(": ");
    append(value);
    text.append("\r\n");
    return this;
  }

  /// Leaves the header out when there is no value.
  MessageText optional(String name, @Nullable Object value) {
    return value == null ? this : header(name, value.toString());
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c < ' ' || c == 0x7f ? ' ' : c);
    }
  }

  /// Ends the headers with Content-Length and adds the body.
  byte[] finish(byte[] body) {
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    if (body.length == 0) {
      return head;
    }
    byte[] message = new byte[head.length + body.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body, 0, message, head.length, body.length);
    return message;
  }
}
