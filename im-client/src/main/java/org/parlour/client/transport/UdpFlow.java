package org.parlour.client.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipWriter;

/// A UDP socket and a remote address; two of them with the same ends are equal.
record UdpFlow(
    SipTransport owner, Channel channel, InetSocketAddress local, InetSocketAddress remote)
    implements SipFlow {
  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public void send(SipMessage message) {
    byte[] bytes = SipWriter.write(message);
    owner.tapped(true, this, bytes);
    channel.write(new DatagramPacket(Unpooled.wrappedBuffer(bytes), remote), channel.voidPromise());
    owner.flushLater(channel);
  }

  @Override
  public String toString() {
    return "udp:" + remote;
  }
}
