package org.parlour.client.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a message as it goes on the wire. Content-Length is always written last and always true.
public final class SipWriter {
  private byte[] buffer;
  private int size;

  private SipWriter(int capacity) {
    buffer = new byte[capacity];
  }

  public static byte[] write(SipMessage message) {
    SipWriter writer = new SipWriter(1024 + message.body().length);
    writer.text(message.startLine());
    writer.endLine();
    SipHeaders headers = message.headers();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!name.equals(HeaderName.CONTENT_LENGTH)) {
        writer.header(name, headers.value(i));
      }
    }
    writer.header(HeaderName.CONTENT_LENGTH, Integer.toString(message.body().length));
    writer.endLine();
    writer.bytes(message.body());
    return Arrays.copyOf(writer.buffer, writer.size);
  }

  private void header(String name, String value) {
    text(name);
    room(2);
    buffer[size++] = ':';
    buffer[size++] = ' ';
    text(value);
    endLine();
  }

  private void endLine() {
    room(2);
    buffer[size++] = '\r';
    buffer[size++] = '\n';
  }

  /// Writes characters; a line break inside a value would start another header and becomes a blank.
  private void text(String text) {
    boolean oneLine = text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    String line = oneLine ? text : text.replace('\r', ' ').replace('\n', ' ');
    bytes(line.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
