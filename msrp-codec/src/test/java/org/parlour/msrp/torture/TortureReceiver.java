package org.parlour.msrp.torture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.transfer.TransferLimits;
import org.parlour.msrp.wire.MsrpAggregator;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpEncoder;
import org.parlour.msrp.wire.MsrpLimits;
import org.parlour.msrp.wire.TransactionIds;
import org.parlour.msrp.wire.WholeMessage;

/// A receiver as simple as one can be: it answers what must be answered, and writes down what it
/// read, answered and delivered. What was answered or delivered stands behind what caused it, so
/// the order of lines is that of a single reader.
///
/// It counts the octets it has in buffers, and fails if some remain at the end: that finds every
/// leak at once, and costs nothing, where a leak detector waits for the garbage collector.
final class TortureReceiver {
  private final List<String> log = new ArrayList<>();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
  private final EmbeddedChannel channel;
  private boolean closed;

  TortureReceiver(int pieceBytes) {
    channel =
        new EmbeddedChannel(
            new MsrpDecoder(new MsrpLimits(4096, 16 * 1024, pieceBytes)),
            new Witness(),
            new MsrpEncoder(),
            new MsrpAggregator(
                new TransferLimits(1 << 20, 16, Duration.ofSeconds(60)), new TransactionIds()),
            new Owner());
    channel.config().setAllocator(allocator);
  }

  /// Reads `segments` one after another.
  ///
  /// @return what happened
  List<String> read(List<byte[]> segments) {
    for (byte[] segment : segments) {
      if (!closed) {
        channel.writeInbound(channel.alloc().buffer(segment.length).writeBytes(segment));
        drain();
      }
    }
    channel.finishAndReleaseAll();
    ByteBufAllocatorMetric held = allocator.metric();
    if (held.usedHeapMemory() + held.usedDirectMemory() != 0) {
      throw new AssertionError("buffers were not released: " + held);
    }
    return log;
  }

  private void drain() {
    ByteBuf written = Unpooled.buffer();
    for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
      written.writeBytes(part);
      part.release();
    }
    if (written.isReadable()) {
      answers(written);
    }
  }

  private void answers(ByteBuf written) {
    EmbeddedChannel reader = new EmbeddedChannel(new MsrpDecoder());
    reader.writeInbound(written);
    for (MsrpMessage answer; (answer = reader.readInbound()) != null; ) {
      log.add("answers: " + Words.answer(answer));
    }
    reader.finishAndReleaseAll();
  }

  /// Writes down what the decoder gives, the pieces of a request as one.
  private final class Witness extends ChannelInboundHandlerAdapter {
    private final ByteBuf body = Unpooled.buffer();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      switch ((MsrpMessage) message) {
        case MsrpRequest piece -> {
          body.writeBytes(piece.body(), piece.body().readerIndex(), piece.body().readableBytes());
          if (Words.ends(piece)) {
            log.add("reads: " + Words.request(piece, body));
            body.clear();
          }
        }
        case MsrpResponse response -> log.add("reads: " + Words.response(response));
        case Malformed malformed ->
            log.add("reads: " + (malformed.framingLost() ? "no MSRP" : "a malformed message"));
      }
      context.fireChannelRead(message);
    }
  }

  /// Takes whole messages, and answers what the aggregator does not.
  private final class Owner extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      switch (message) {
        case WholeMessage whole ->
            log.add("delivers: " + whole.head().messageId() + " " + Words.body(whole.content()));
        case Malformed malformed -> {
          MsrpResponse answer = malformed.answer();
          if (answer != null) {
            context.write(answer);
          }
          if (malformed.framingLost()) {
            log.add("closes");
            closed = true;
          }
        }
        case MsrpRequest request -> {
          if (request.head().method() == MsrpMethod.UNKNOWN && request.offset() == 0) {
            context.write(MsrpResponse.to(request.head(), MsrpStatus.METHOD_UNKNOWN));
          }
        }
        default -> {}
      }
      ReferenceCountUtil.release(message);
    }
  }
}
