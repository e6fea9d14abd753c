package org.parlour.edge.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.parlour.edge.syntax.HeaderBlock;

/// The other end of a TCP connection, byte by byte.
public final class TcpPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public TcpPeer(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public TcpPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new java.io.BufferedInputStream(socket.getInputStream());
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  public Socket socket() {
    return socket;
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// The next message; line ends between messages are passed over.
  public SipMessage read() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last < 4) {
      int c = in.read();
      if (c < 0) {
        throw new java.io.EOFException("closed after: " + head);
      }
      if (head.size() == 0 && (c == '\r' || c == '\n')) {
        continue;
      }
      head.write(c);
      last = c == (last % 2 == 0 ? '\r' : '\n') ? last + 1 : c == '\r' ? 1 : 0;
    }
    byte[] bytes = head.toByteArray();
    HeaderBlock block = HeaderBlock.parse(bytes, bytes.length);
    byte[] body = in.readNBytes(Integer.parseInt(block.first("Content-Length").orElse("0")));
    return new SipMessage(block, body);
  }

  /// The next final response.
  public SipMessage readFinal() throws IOException {
    while (true) {
      SipMessage message = read();
      if (message.status() >= 200) {
        return message;
      }
    }
  }

  /// Exactly so many raw octets.
  public byte[] readRaw(int count) throws IOException {
    return in.readNBytes(count);
  }

  /// Whether the edge closed the connection, or nothing came for a while.
  public boolean closedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
