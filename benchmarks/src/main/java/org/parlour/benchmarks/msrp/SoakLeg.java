package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The client of one leg, over all its connections: hears whether messages come once and in their
/// order. On the load's loop.
final class SoakLeg {
  /// To who was away until too much waited, when the focus has not put the leg back yet.
  private static final int GIVEN_UP = 481;

  private static final int SMALL_BUFFER = 16 * 1024;
  private static final int SLOW_READ = 1024;
  private static final long SLOW_READ_MILLIS = 250;

  /// How long a leg stays, on average, and at least.
  private static final double STAY_SECONDS = 12;

  private static final double LEAST_STAY_SECONDS = 0.5;

  /// A slow leg stays until it was dropped, of which it need not hear: what it should read before
  /// that stands in the way.
  private static final double LEAST_SLOW_SECONDS = 20;

  /// How long it is away, at most and at least. Longer, and the switch would rightly give up what
  /// it keeps for it.
  private static final double AWAY_SECONDS = 0.5;

  private static final double LEAST_AWAY_SECONDS = 0.1;

  /// Who has heard more on a connection was not too early: about two seconds' worth. Counted in
  /// messages, since a machine that stands still for seconds would make any time too short.
  private static final int TOO_EARLY_MESSAGES = 300;

  private final EventLoop loop;
  private final Room room;
  private final int port;
  private final int index;
  private final LegHabit habit;
  private final SoakTally tally;
  private final CompletableFuture<@Nullable Void> bound = new CompletableFuture<>();
  private @Nullable Channel channel;
  private boolean over;

  /// The last message that was heard, and how many.
  private int last = -1;

  private long heard;
  private long answers;

  SoakLeg(EventLoop loop, Room room, int port, int index, LegHabit habit, SoakTally tally) {
    this.loop = loop;
    this.room = room;
    this.port = port;
    this.index = index;
    this.habit = habit;
    this.tally = tally;
  }

  LegHabit habit() {
    return habit;
  }

  /// Messages heard.
  long heard() {
    return heard;
  }

  /// Messages of its own that were accepted.
  long accepted() {
    return answers;
  }

  @Nullable Channel channel() {
    return channel;
  }

  /// @return completes when it is bound for the first time
  CompletableFuture<@Nullable Void> connect() {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Link());
    if (habit.isSlow()) {
      bootstrap
          .option(ChannelOption.AUTO_READ, false)
          .option(ChannelOption.SO_RCVBUF, SMALL_BUFFER)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(SLOW_READ).maxMessagesPerRead(1));
    }
    bootstrap
        .connect(Room.HOST, port)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                violation("cannot connect: " + connected.cause());
              }
            });
    return bound;
  }

  private void violation(String text) {
    tally.violation(room.name() + ", leg " + index + " (" + habit + "): " + text);
  }

  private void after(double seconds, Runnable task) {
    var _ = loop.schedule(task, (long) (seconds * 1e9), TimeUnit.NANOSECONDS);
  }

  /// Comes and goes no more.
  void stay() {
    over = true;
  }

  void close() {
    over = true;
    Channel open = channel;
    if (open != null) {
      open.pipeline().get(Link.class).leave();
    }
  }

  /// The beginning of a message that never ends.
  private ByteBuf half(Channel of) {
    String text =
        "MSRP half0000 SEND\r\nTo-Path: "
            + room.local(index, port)
            + "\r\nFrom-Path: "
            + room.remote(index)
            + "\r\nMessage-ID: half\r\nByte-Range: 1-300/300\r\nContent-Type: message/cpim\r\n\r\n"
            + "From: <"
            + room.participant(index);
    return of.alloc().buffer(text.length()).writeBytes(text.getBytes(US_ASCII));
  }

  private final class Link extends ChannelInboundHandlerAdapter implements FrameReader.Frames {
    private final FrameReader reader = new FrameReader(this);
    private int messages;
    private boolean leaving;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel opened = context.channel();
      channel = opened;
      tally.connected();
      opened.writeAndFlush(ByteBufUtil.writeAscii(opened.alloc(), Sends.bind(room, index, port)));
      if (habit == LegHabit.READS_SLOWLY) {
        readALittle();
      }
      if (habit.isSlow()) {
        bound.complete(null); // nobody reads the answer
      }
      if (!habit.isSteady()) {
        double stay = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) * STAY_SECONDS;
        after(stay + (habit.isSlow() ? LEAST_SLOW_SECONDS : LEAST_STAY_SECONDS), this::goAway);
      }
    }

    private void readALittle() {
      Channel open = channel;
      if (open != null && !leaving) {
        open.read();
        var _ = loop.schedule(this::readALittle, SLOW_READ_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void goAway() {
      Channel open = channel;
      if (over || leaving || open == null) {
        return;
      }
      if (ThreadLocalRandom.current().nextBoolean()) {
        open.writeAndFlush(half(open), open.voidPromise());
      }
      leave();
    }

    void leave() {
      leaving = true;
      Channel open = channel;
      if (open != null) {
        open.close();
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      reader.read(context.alloc(), (ByteBuf) read);
    }

    @Override
    public void message(int number) {
      boolean right = messages == 0 && !habit.isSteady() ? number > last : number == last + 1;
      if (!right) {
        violation("heard " + number + " after " + last);
      }
      messages++;
      last = number;
      heard++;
      if (!habit.isSteady()) {
        tally.heard();
      }
    }

    @Override
    public void answered(int status, int number) {
      if (status != 200 || number != answers) {
        violation("message " + number + " is answered " + status + " behind " + answers);
      }
      answers++;
    }

    @Override
    public void bound(int status) {
      if (status == 200) {
        bound.complete(null);
      } else if (status == GIVEN_UP && !habit.isSteady()) {
        tally.cameTooLate();
        leave();
      } else {
        violation("is not bound: " + status);
        leave();
      }
    }

    @Override
    public void broken() {
      violation("hears what is no message");
      leave();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      reader.release();
      channel = null;
      if (!leaving && !habit.isSlow()) {
        lost();
      }
      leaving = true;
      if (!over && !habit.isSteady()) {
        double away = ThreadLocalRandom.current().nextDouble(LEAST_AWAY_SECONDS, AWAY_SECONDS);
        after(away, SoakLeg.this::comeBack);
      }
    }

    /// Who comes back before the switch saw it go takes the leg that is about to be put back: that
    /// ends the connection, once.
    private void lost() {
      if (!habit.isSteady() && messages < TOO_EARLY_MESSAGES) {
        tally.cameTooEarly();
      } else {
        violation("is disconnected, after " + messages + " messages");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!leaving && !habit.isSlow()) {
        violation(cause.toString());
      }
      context.close();
    }
  }

  private void comeBack() {
    if (!over) {
      connect();
    }
  }
}
