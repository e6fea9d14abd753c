package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.session.Transfer.Sending;
import org.parlour.mswitch.switching.Envelope;
import org.parlour.mswitch.switching.Routing.Verdict;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.cpim.CpimHeaders;

/// What was decided about a sender's last message. It holds for the next one too, if its head says
/// the same and nobody came, left or changed: then nothing needs to be read and decided again.
///
/// Owned by the session's loop.
final class Habit {
  private static final byte[] NOTHING = {};

  private final EnvelopeHead head;
  private final Verdict.Deliver verdict;
  private final Sending sending;
  private final ImAddress addressee;
  private final List<Leg> legs;
  private final List<MediaLeg> descriptions;

  /// What stands in the place of the sender's From line; null when nothing is changed.
  private final byte @Nullable [] fromLine;

  private final int headerBytes;

  private Habit(
      EnvelopeHead head,
      Verdict.Deliver verdict,
      Sending sending,
      SwitchSession session,
      byte @Nullable [] fromLine,
      int headerBytes) {
    this.head = head;
    this.verdict = verdict;
    this.sending = sending;
    this.addressee = session.addressee();
    this.legs = List.copyOf(session.legs().values());
    this.descriptions = new ArrayList<>(session.descriptions());
    this.fromLine = fromLine;
    this.headerBytes = headerBytes;
  }

  /// @param message that was decided about; borrowed
  /// @param start that replaces its message headers; empty when nothing is changed
  /// @return null when the next message needs to be read in any case
  static @Nullable Habit of(
      SwitchSession session,
      RequestHead request,
      ByteBuf message,
      Envelope envelope,
      Verdict verdict,
      Sending sending,
      byte[] start) {
    if (!(verdict instanceof Verdict.Deliver deliver) || !request.headers().isEmpty()) {
      return null;
    }
    int headerBytes = envelope.headerBytes();
    int at = message.readerIndex() + headerBytes;
    int content = CpimHeaders.endOf(message.nioBuffer(at, message.writerIndex() - at));
    EnvelopeHead head = new EnvelopeHead(message, headerBytes, headerBytes + content);
    byte[] fromLine = null;
    if (start.length > 0) {
      fromLine = Arrays.copyOfRange(start, head.beforeFrom(), lineEnd(start, head.beforeFrom()));
    }
    Habit habit = new Habit(head, deliver, sending, session, fromLine, headerBytes);
    boolean foretold = head.isDated() && Arrays.equals(habit.start(message), start);
    return foretold ? habit : null;
  }

  private static int lineEnd(byte[] octets, int from) {
    int index = from;
    while (index < octets.length && octets[index] != '\n') {
      index++;
    }
    return Math.min(octets.length, index + 1);
  }

  /// Whether the next message is one of these. Borrows it.
  boolean fits(SwitchSession session, RequestHead request, ByteBuf message) {
    return request.headers().isEmpty()
        && sending.contentType().equals(request.contentType())
        && addressee == session.addressee()
        && isSame(session.legs())
        && head.fits(message);
  }

  private boolean isSame(Map<String, Leg> now) {
    if (now.size() != legs.size() || descriptions.size() != legs.size()) {
      return false;
    }
    int index = 0;
    for (Leg leg : now.values()) {
      if (leg != legs.get(index) || leg.isGone() || leg.description() != descriptions.get(index)) {
        return false;
      }
      index++;
    }
    return true;
  }

  Verdict.Deliver verdict() {
    return verdict;
  }

  Sending sending() {
    return sending;
  }

  /// Octets of the message that [#start] replaces.
  int replaced() {
    return fromLine == null ? 0 : headerBytes;
  }

  /// What is sent instead of the message headers; empty when they go as they are. Borrows the
  /// message.
  byte[] start(ByteBuf message) {
    byte[] line = fromLine;
    if (line == null) {
      return NOTHING;
    }
    int before = head.beforeFrom();
    int after = headerBytes - head.throughFrom();
    byte[] start = new byte[before + line.length + after];
    message.getBytes(message.readerIndex(), start, 0, before);
    System.arraycopy(line, 0, start, before, line.length);
    message.getBytes(
        message.readerIndex() + head.throughFrom(), start, before + line.length, after);
    return start;
  }
}
