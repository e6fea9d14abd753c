package org.parlour.client.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipWriter;

/// One TCP connection. A peer that does not read is disconnected when its queue is full.
final class TcpFlow implements SipFlow {
  private final SipTransport transport;
  private final Channel channel;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  TcpFlow(SipTransport transport, Channel channel) {
    this.transport = transport;
    this.channel = channel;
    this.local = (InetSocketAddress) channel.localAddress();
    this.remote = (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public String transport() {
    return "TCP";
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public void send(SipMessage message) {
    if (!channel.isActive()) {
      return;
    }
    if (!channel.isWritable()) {
      channel.close();
      return;
    }
    byte[] bytes = SipWriter.write(message);
    transport.tapped(true, this, bytes);
    channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
    transport.flushLater(channel);
  }

  Channel channel() {
    return channel;
  }

  @Override
  public String toString() {
    return "tcp:" + remote;
  }
}
