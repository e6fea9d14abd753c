package org.parlour.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/// A remote address, reached from one of our datagram sockets.
record UdpLink(Channel socket, int localPort, InetSocketAddress remote) implements SipLink {
  @Override
  public Protocol protocol() {
    return Protocol.UDP;
  }

  @Override
  public boolean isOpen() {
    return socket.isActive();
  }

  @Override
  public void send(byte[] message, SendOutcome outcome) {
    socket
        .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), remote))
        .addListener(write -> outcome.done(write.isSuccess() ? null : write.cause()));
  }

  @Override
  public void finish() {
    // A datagram has no framing to lose.
  }
}
