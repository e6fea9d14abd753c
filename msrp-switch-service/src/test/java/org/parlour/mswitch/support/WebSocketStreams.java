package org.parlour.mswitch.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The client's side of a WebSocket (RFC 6455), by hand: each write is a binary message, and each
/// message that comes must be one MSRP message.
final class WebSocketStreams {
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final DataInputStream wire;
  private final OutputStream sink;
  private ByteBuffer current = ByteBuffer.allocate(0);

  WebSocketStreams(Socket socket, String path, String subprotocol) throws IOException {
    this.wire = new DataInputStream(socket.getInputStream());
    this.sink = socket.getOutputStream();
    sink.write(
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: "
                + subprotocol
                + "\r\n\r\n")
            .getBytes(US_ASCII));
    sink.flush();
    String head = readHead();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head.substring(0, Math.max(0, head.indexOf('\r'))));
    }
    if (!head.toLowerCase(Locale.ROOT).contains("sec-websocket-protocol: msrp\r\n")) {
      throw new IOException("no subprotocol in " + head);
    }
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = wire.read();
      if (octet < 0) {
        throw new IOException("closed in the handshake");
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("not needed");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        while (!current.hasRemaining()) {
          ByteBuffer next = nextMessage();
          if (next == null) {
            return -1;
          }
          current = next;
        }
        int read = Math.min(length, current.remaining());
        current.get(target, offset, read);
        return read;
      }
    };
  }

  /// @return null after a close frame
  private @Nullable ByteBuffer nextMessage() throws IOException {
    int first = wire.read();
    if (first < 0) {
      return null;
    }
    int second = wire.readUnsignedByte();
    int length = second == 126 ? wire.readUnsignedShort() : second;
    if (second == 127) {
      length = Math.toIntExact(wire.readLong());
    }
    byte[] payload = wire.readNBytes(length);
    int opcode = first & 0xf;
    if (opcode == CLOSE) {
      return null;
    }
    if (opcode != BINARY || (first & FINAL) == 0) {
      throw new IOException("frame: " + first);
    }
    String text = new String(payload, US_ASCII);
    String endLine = "-------" + text.split(" ", 3)[1];
    if (!text.startsWith("MSRP ")
        || text.indexOf(endLine) != text.length() - endLine.length() - 3) {
      throw new AssertionError("not one MSRP message: " + text);
    }
    return ByteBuffer.wrap(payload);
  }

  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException("not needed");
      }

      @Override
      public void write(byte[] message) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(message.length + 14);
        frame.put((byte) (FINAL | BINARY));
        if (message.length < 126) {
          frame.put((byte) (MASKED | message.length));
        } else if (message.length < 65536) {
          frame.put((byte) (MASKED | 126)).putShort((short) message.length);
        } else {
          frame.put((byte) (MASKED | 127)).putLong(message.length);
        }
        frame.put(MASK);
        for (int i = 0; i < message.length; i++) {
          frame.put((byte) (message[i] ^ MASK[i % 4]));
        }
        sink.write(frame.array(), 0, frame.position());
        sink.flush();
      }
    };
  }
}
