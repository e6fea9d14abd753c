package org.parlour.edge.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.metrics.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads datagrams: each holds one message. When the intake is full a datagram is dropped before
/// anything is allocated for it, so that overload costs memory nowhere.
final class UdpReader extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(UdpReader.class);

  private final int localPort;
  private final SipLimits limits;
  private final Intake intake;
  private final FrameListener listener;
  private final EdgeMetrics metrics;

  UdpReader(
      int localPort, SipLimits limits, Intake intake, FrameListener listener, EdgeMetrics metrics) {
    this.localPort = localPort;
    this.limits = limits;
    this.intake = intake;
    this.listener = listener;
    this.metrics = metrics;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (!intake.tryEnter()) {
      metrics.refusal(Refusal.DATAGRAM_DROPPED);
      return;
    }
    byte[] bytes = new byte[packet.content().readableBytes()];
    packet.content().readBytes(bytes);
    SipFrame frame = DatagramFramer.frame(bytes, limits);
    if (frame == null) {
      intake.leave();
    } else {
      listener.received(new UdpLink(context.channel(), localPort, packet.sender()), frame, intake);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("datagram socket {}: {}", localPort, cause.toString());
  }
}
