package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.List;

/// Sends one large message in chunks; at most [#UNDER_WAY] octets are not both answered and
/// received. On the load's loop.
final class FileSender {
  private static final int UNDER_WAY = 1024 * 1024;

  private static final byte[] BEFORE_END = "\r\n-------".getBytes(US_ASCII);
  private static final int MSRP = "MSRP ".length();
  private static final int ID = id(0).length();

  /// Octets of an end-line besides its id: CR LF, dashes, flag, CR LF.
  private static final int END = BEFORE_END.length + "$\r\n".length();

  private final Channel sender;
  private final FileEar receiver = new FileEar(this::fill);
  private final byte[][] heads;
  private final byte[] content;
  private final byte[] envelope;
  private final boolean framed;
  private final int chunk;
  private final long total;
  private int sent;
  private int answered;
  private long sinceNanos;
  private long untilNanos;

  FileSender(Room room, int port, List<LoadLeg> legs, long total, int chunk) {
    this.sender = legs.get(0).channel();
    this.framed = legs.get(0).isFramed();
    this.chunk = chunk;
    this.total = total;
    this.envelope = Sends.envelope(room).getBytes(US_ASCII);
    this.content = new byte[chunk];
    Arrays.fill(content, (byte) 'x');
    this.heads = new byte[Math.toIntExact((total + chunk - 1) / chunk)][];
    String paths = Sends.paths(room, port);
    for (int i = 0; i < heads.length; i++) {
      heads[i] = head(paths, i).getBytes(US_ASCII);
    }
    legs.get(0).count(count -> answered += count, this::fill);
    legs.get(1).ear(receiver);
  }

  private static String id(int number) {
    return String.format("a%08x", number);
  }

  private String head(String paths, int number) {
    long first = (long) number * chunk + 1;
    return "MSRP "
        + id(number)
        + " SEND\r\n"
        + paths
        + "Message-ID: file\r\nByte-Range: "
        + first
        + "-"
        + (first + octets(number) - 1)
        + "/"
        + total
        + "\r\nContent-Type: message/cpim\r\n\r\n";
  }

  private int octets(int number) {
    return (int) Math.min(chunk, total - (long) number * chunk);
  }

  void start() {
    sinceNanos = System.nanoTime();
    fill();
  }

  private void fill() {
    if (isSettled()) {
      untilNanos = System.nanoTime();
    }
    long done = Math.min((long) answered * chunk, receiver.octets());
    long free = done + UNDER_WAY - (long) sent * chunk;
    int count = (int) Math.min(free / chunk, heads.length - sent);
    if (count <= 0) {
      return;
    }
    ByteBuf out = sender.alloc().directBuffer(count * (chunk + 512));
    for (int i = 0; i < count; i++, sent++) {
      int octets = octets(sent);
      int message = heads[sent].length + octets + END + ID;
      if (framed) {
        out.writeBytes(WebFrames.head(message));
      }
      out.writeBytes(heads[sent]);
      int fromEnvelope = sent == 0 ? envelope.length : 0;
      out.writeBytes(envelope, 0, fromEnvelope).writeBytes(content, 0, octets - fromEnvelope);
      out.writeBytes(BEFORE_END).writeBytes(heads[sent], MSRP, ID);
      out.writeByte(sent == heads.length - 1 ? '$' : '+').writeByte('\r').writeByte('\n');
    }
    sender.writeAndFlush(out, sender.voidPromise());
  }

  /// How long it took, once it is settled.
  double seconds() {
    return (untilNanos - sinceNanos) / 1e9;
  }

  boolean isSettled() {
    return receiver.isComplete() && receiver.octets() == total && answered == heads.length;
  }

  @Override
  public String toString() {
    return answered + " of " + sent + " chunks answered, " + receiver.octets() + " octets received";
  }
}
