package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.parlour.mswitch.switching.Carrier;

/// Messages at a fixed rate, whether the server keeps up or not; a message counts from when it was
/// due.
///
/// @param perSecond messages of the one sender
/// @param recorded each is copied to Kafka
/// @param carrier of every connection
record PacedWork(int perSecond, int receivers, int octets, boolean recorded, Carrier carrier)
    implements Work {
  private static final int PATIENCE_SECONDS = 20;
  private static final int RING = 1 << 16;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// One run, on the load's loop.
  private final class Run {
    private final Load load;
    private final Channel sender;
    private final Sends sends;
    private final Histogram deliveries = new Histogram(LONGEST_NANOS, 3);
    private final Histogram answers = new Histogram(LONGEST_NANOS, 3);
    private final long[] due = new long[RING];
    private final long gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    private long nextNanos;
    private long sent;
    private long endNanos;

    Run(Load load, List<LoadLeg> legs, Sends sends) {
      this.load = load;
      this.sender = legs.getFirst().channel();
      this.sends = sends;
      legs.getFirst().ear(new NumberEar(Sends.ANSWER_MARK, number -> record(answers, number)));
      for (LoadLeg leg : legs.subList(1, legs.size())) {
        leg.ear(new NumberEar(Sends.TEXT_MARK, number -> record(deliveries, number)));
      }
    }

    private void record(Histogram histogram, int number) {
      histogram.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due[number & RING - 1]));
    }

    void start(double seconds) {
      nextNanos = System.nanoTime();
      endNanos = nextNanos + (long) (seconds * 1e9);
      send();
    }

    private void send() {
      long now = System.nanoTime();
      if (nextNanos <= now) {
        ByteBuf out = sender.alloc().directBuffer();
        while (nextNanos <= now) {
          int number = (int) sends.append(out);
          due[number & RING - 1] = nextNanos;
          nextNanos += gapNanos;
          sent++;
        }
        sender.writeAndFlush(out, sender.voidPromise());
      }
      if (nextNanos < endNanos) {
        var _ = load.loop().schedule(this::send, nextNanos - now, TimeUnit.NANOSECONDS);
      }
    }

    private boolean isSettled() {
      return nextNanos >= endNanos
          && answers.getTotalCount() == sent
          && deliveries.getTotalCount() == sent * receivers;
    }

    @Override
    public String toString() {
      return sent
          + " sent, "
          + answers.getTotalCount()
          + " answered, "
          + deliveries.getTotalCount()
          + " delivered";
    }
  }

  @Override
  public Sample run(Load load, ServerProcess server, double seconds) {
    Room room = new Room(load.freshName(), receivers + 1, recorded);
    server.open(room);
    List<LoadLeg> legs = load.connect(room, server, carrier);
    Sends sends = new Sends(room, Sends.paths(room, server.port()), octets, carrier.framed());
    Run run = new Run(load, legs, sends);
    Busy busy = new Busy(server::processorSeconds);
    load.run(() -> run.start(seconds));
    Waiting.until(() -> load.call(run::isSettled), seconds + PATIENCE_SECONDS, run);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    busy.into(figures);
    figures.put(Figure.P50, micros(run.deliveries, 50));
    figures.put(Figure.P99, micros(run.deliveries, 99));
    figures.put(Figure.ANSWER_P50, micros(run.answers, 50));
    figures.put(Figure.ANSWER_P99, micros(run.answers, 99));
    load.disconnect(legs);
    server.close(room);
    return new Sample(figures);
  }

  private static double micros(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }
}
