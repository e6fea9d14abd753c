package org.parlour.edge.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.parlour.edge.syntax.HeaderBlock;

/// A peer with a datagram socket.
public final class UdpPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final DatagramSocket socket;

  public UdpPeer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  public int port() {
    return socket.getLocalPort();
  }

  public void send(int port, String text) throws IOException {
    send(port, text.getBytes(StandardCharsets.UTF_8));
  }

  public void send(int port, byte[] bytes) throws IOException {
    socket.send(
        new DatagramPacket(
            bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  public SipMessage read() throws IOException {
    return poll(PATIENCE_MILLIS).orElseThrow(() -> new SocketTimeoutException("nothing came"));
  }

  public SipMessage readFinal() throws IOException {
    while (true) {
      SipMessage message = read();
      if (message.status() >= 200) {
        return message;
      }
    }
  }

  /// What comes within so many milliseconds.
  public Optional<SipMessage> poll(int millis) throws IOException {
    byte[] buffer = new byte[65_535];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.setSoTimeout(millis);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n") + 4;
    return Optional.of(
        new SipMessage(
            HeaderBlock.parse(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length)));
  }

  @Override
  public void close() {
    socket.close();
  }
}
