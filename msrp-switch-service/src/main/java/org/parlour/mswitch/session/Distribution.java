package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.mswitch.session.Transfer.Sending;
import org.parlour.mswitch.session.Transfer.Target;
import org.parlour.mswitch.switching.Envelope;
import org.parlour.mswitch.switching.EnvelopeRewriter;
import org.parlour.mswitch.switching.MediaTypes;
import org.parlour.mswitch.switching.Ranges;
import org.parlour.mswitch.switching.Refusal;
import org.parlour.mswitch.switching.Routing;

/// Takes SENDs from legs and puts them into the queues of others (clause 7.2.3.1, reference §6.1).
/// Each piece goes on as it comes, as a chunk of its own; nothing is collected but the first header
/// blocks. Runs on the session's loop.
final class Distribution {
  private static final byte[] NOTHING = {};

  private final SwitchSession session;
  private final Shared shared;
  private final Frames frames;
  private final Acknowledgements acknowledgements;
  private final Throttle throttle;

  private final Replay replay = new Replay();

  /// Of senders; null for one of whom nothing can be foretold.
  private final Map<Leg, @Nullable Habit> habits = new HashMap<>();

  /// Counts the messages of an epoch.
  private long counted;

  Distribution(
      SwitchSession session, Frames frames, Acknowledgements acknowledgements, Throttle throttle) {
    this.session = session;
    this.shared = session.shared();
    this.frames = frames;
    this.acknowledgements = acknowledgements;
    this.throttle = throttle;
  }

  /// Borrows the piece.
  void send(Leg leg, MsrpRequest piece) {
    RequestHead head = piece.head();
    String id = String.valueOf(head.messageId());
    Transfer transfer = leg.transfers().get(id);
    boolean begins = piece.offset() == 0;
    if (!begins && (transfer == null || transfer.head() != head)) {
      return; // the rest of a request that was answered already
    }
    if (transfer == null) {
      if (isKeepAlive(piece)) {
        session.answer(leg, head, MsrpStatus.OK);
        return;
      }
      transfer = begin(leg, id, piece);
    } else if (begins) {
      transfer.head(head);
    }
    transfer.coming(piece.end() == End.OPEN);
    boolean refusedBefore = transfer.refusal() != null;
    if (!refusedBefore) {
      Refusal misplaced = transfer.misplaced(piece);
      if (misplaced == null) {
        forward(leg, transfer, piece);
      } else {
        stop(transfer, misplaced);
      }
    }
    if (transfer.refusal() != null && (begins || !refusedBefore)) {
      session.refuse(leg, head, transfer.refusal());
    }
    end(leg, id, transfer, piece.end());
  }

  private void end(Leg leg, String id, Transfer transfer, End end) {
    boolean accepted = transfer.refusal() == null;
    switch (end) {
      case OPEN -> keep(leg, id, transfer);
      case MORE -> {
        keep(leg, id, transfer);
        if (accepted && transfer.refusal() == null) {
          session.answer(leg, transfer.head(), MsrpStatus.OK);
        }
      }
      case ABORTED -> {
        leg.transfers().remove(id);
        transfer.release();
        if (accepted) {
          session.answer(leg, transfer.head(), MsrpStatus.OK);
        }
      }
      case COMPLETE -> {
        leg.transfers().remove(id);
        transfer.release();
        if (accepted) {
          acknowledgements.complete(leg, transfer);
        }
      }
    }
  }

  private void keep(Leg leg, String id, Transfer transfer) {
    if (leg.transfers().size() < shared.limits().openMessages()
        || leg.transfers().containsKey(id)) {
      leg.transfers().put(id, transfer);
    } else if (transfer.refusal() == null) {
      stop(transfer, Refusal.TOO_MANY_OPEN_MESSAGES);
      session.refuse(leg, transfer.head(), Refusal.TOO_MANY_OPEN_MESSAGES);
    }
  }

  /// Empty SENDs keep a connection alive and bind it; nobody else sees them.
  private static boolean isKeepAlive(MsrpRequest piece) {
    return piece.end() == End.COMPLETE && piece.first() == 1 && !piece.body().isReadable();
  }

  private Transfer begin(Leg leg, String id, MsrpRequest piece) {
    RequestHead head = piece.head();
    Transfer transfer = new Transfer(head, id, shared.time().now());
    Refusal busy = session.busy(leg, head);
    if (busy != null) {
      transfer.refuse(busy);
    } else if (!Routing.maySend(leg.description())) {
      transfer.refuse(Refusal.WRONG_DIRECTION);
    } else if (piece.first() != 1) {
      transfer.refuse(Refusal.UNKNOWN_MESSAGE);
    } else if (head.contentType() == null) {
      transfer.refuse(Refusal.NO_CONTENT_TYPE);
    } else if (head.range().total() > shared.limits().messageBytes()) {
      transfer.refuse(Refusal.MESSAGE_TOO_LARGE);
    }
    return transfer;
  }

  private void forward(Leg leg, Transfer transfer, MsrpRequest piece) {
    long first = transfer.received() + 1;
    ByteBuf body = transfer.unread(piece);
    transfer.touch(shared.time().nanos());
    transfer.received(body.readableBytes());
    if (transfer.received() > shared.limits().messageBytes()) {
      stop(transfer, Refusal.MESSAGE_TOO_LARGE);
      return;
    }
    Sending sending = transfer.sending();
    if (sending != null) {
      deliver(leg, transfer, sending, first, NOTHING, body, piece.end());
      return;
    }
    ByteBuf all = transfer.unhold(body);
    try {
      route(leg, transfer, all, piece.end());
    } finally {
      all.release();
    }
  }

  /// Refuses the rest of a message that may be on its way already.
  private void stop(Transfer transfer, Refusal reason) {
    abort(transfer);
    transfer.refuse(reason);
  }

  /// Decides where the message goes, once its first octets say enough. Borrows `all`.
  private void route(Leg leg, Transfer transfer, ByteBuf all, End end) {
    boolean foretold = // else it needs to be read
        replay.isEmptyOf(leg.description().shownAs()) && session.readers().isEmpty();
    Habit habit = foretold ? habits.get(leg) : null;
    if (habit != null && habit.fits(session, transfer.head(), all)) {
      int replaced = habit.replaced();
      ByteBuf rest = all.slice(all.readerIndex() + replaced, all.readableBytes() - replaced);
      follow(leg, transfer, habit.verdict(), habit.sending(), habit.start(all), rest, end);
      return;
    }
    String contentType = String.valueOf(transfer.head().contentType());
    if (!MediaTypes.bare(contentType).equals(MediaTypes.CPIM)) {
      routeUnwrapped(leg, transfer, contentType, all, end);
      return;
    }
    switch (Envelope.read(all.nioBuffer())) {
      case Envelope.Reading.Incomplete _ -> {
        if (end == End.COMPLETE) {
          transfer.refuse(Refusal.MALFORMED_ENVELOPE);
        } else if (end != End.ABORTED) {
          transfer.hold(all);
        }
      }
      case Envelope.Reading.Malformed _ -> transfer.refuse(Refusal.MALFORMED_ENVELOPE);
      case Envelope.Reading.Read read -> routeWrapped(leg, transfer, read.envelope(), all, end);
    }
  }

  private void routeWrapped(Leg leg, Transfer transfer, Envelope envelope, ByteBuf all, End end) {
    MediaLeg sender = leg.description();
    Routing.Verdict verdict =
        Routing.decide(
            sender, envelope, session.name(), session.addressee(), session.descriptions());
    byte[] changed = EnvelopeRewriter.rewrite(envelope, sender, transfer.receivedAt());
    int replaced = changed == null ? 0 : envelope.headerBytes();
    byte[] start = changed == null ? NOTHING : changed;
    Sending sending =
        new Sending(
            String.valueOf(transfer.head().contentType()),
            transfer.head().headers().stream().filter(MsrpHeader::describesBody).toList(),
            start.length - replaced,
            envelope.wrapped().equals(MediaTypes.COMPOSING));
    habits.put(leg, Habit.of(session, transfer.head(), all, envelope, verdict, sending, start));
    ByteBuf rest = all.slice(all.readerIndex() + replaced, all.readableBytes() - replaced);
    CompletableFuture<Void> before = replay.storedBefore(sender.shownAs(), envelope);
    if (before != null) {
      transfer.repeats(before, sending);
      return;
    }
    follow(leg, transfer, verdict, sending, start, rest, end);
  }

  private void routeUnwrapped(
      Leg leg, Transfer transfer, String contentType, ByteBuf all, End end) {
    MediaLeg sender = leg.description();
    String bare = MediaTypes.bare(contentType);
    Routing.Verdict verdict = Routing.decideUnwrapped(sender, bare, session.descriptions());
    byte[] start =
        EnvelopeRewriter.wrap(
            sender,
            session.addressee(),
            contentType,
            transfer.head().headers().stream().filter(MsrpHeader::describesBody).toList(),
            transfer.receivedAt());
    Sending sending =
        new Sending(MediaTypes.CPIM, List.of(), start.length, bare.equals(MediaTypes.COMPOSING));
    follow(leg, transfer, verdict, sending, start, all, end);
  }

  private void follow(
      Leg leg,
      Transfer transfer,
      Routing.Verdict verdict,
      Sending sending,
      byte[] start,
      ByteBuf rest,
      End end) {
    switch (verdict) {
      case Routing.Verdict.Refuse refuse -> transfer.refuse(refuse.reason());
      case Routing.Verdict.Deliver deliver -> {
        transfer.route(
            targets(transfer.head(), sending, deliver.receivers()),
            sending,
            copies(leg, transfer, sending, deliver.addressee()),
            session.readers().hear(leg, transfer.head(), sending, deliver.receivers()));
        shared.metrics().message(deliver.addressee() != null);
        deliver(leg, transfer, sending, 1, start, rest, end);
      }
    }
  }

  private List<Target> targets(RequestHead head, Sending sending, List<MediaLeg> receivers) {
    List<Target> targets = new ArrayList<>(receivers.size());
    for (MediaLeg receiver : receivers) {
      Leg leg = session.legs().get(receiver.leg());
      if (leg == null || leg.isGone()) {
        continue;
      }
      if (exceeds(leg, head.range().total() + sending.delta())) {
        shared.metrics().skipped();
      } else {
        targets.add(new Target(leg, frames.messageId()));
      }
    }
    return targets;
  }

  private static boolean exceeds(Leg leg, long octets) {
    Long most = leg.description().maxSize();
    return most != null && octets > most;
  }

  private @Nullable Copies copies(
      Leg leg, Transfer transfer, Sending sending, @Nullable MediaLeg addressee) {
    Recorded recorded = session.recorded();
    if (!recorded.takes(transfer.head()) || sending.composing()) {
      return null;
    }
    counted++;
    return new Copies(
        shared.backbone(),
        shared.time(),
        recorded,
        session.epoch() + "-" + counted,
        Copies.firstOf(session.epoch()) + counted,
        transfer.receivedAt(),
        leg,
        addressee,
        sending.contentType());
  }

  /// Puts one piece into every target's queue. Borrows `rest`.
  ///
  /// @param first the sender's place of the piece's first octet
  private void deliver(
      Leg leg,
      Transfer transfer,
      Sending sending,
      long first,
      byte[] start,
      ByteBuf rest,
      End end) {
    int sent = start.length + rest.readableBytes();
    boolean last = end == End.COMPLETE;
    boolean aborted = end == End.ABORTED;
    if (sent == 0 && !last && !aborted) {
      return;
    }
    ByteRange range = Ranges.moved(transfer.head().range(), first, sent, sending.delta(), last);
    Frames.Piece piece =
        Frames.piece(range, sending, start, rest, end == End.OPEN ? End.MORE : end);
    write(transfer, sending, range, piece);
    shared.metrics().delivered(transfer.targets().size(), (long) sent * transfer.targets().size());
    throttle.sent(leg, transfer.targets());
    Copies copies = transfer.copies();
    if (copies != null) {
      if (aborted) {
        copies.abort();
      } else {
        copies.add(start, rest, last);
      }
    }
    Hearing hearing = transfer.hearing();
    if (hearing != null && !aborted) {
      hearing.add(start, rest, last);
    }
  }

  private void write(Transfer transfer, Sending sending, ByteRange range, Frames.Piece piece) {
    Iterator<Target> targets = transfer.targets().iterator();
    while (targets.hasNext()) {
      Target target = targets.next();
      Leg to = target.leg();
      if (to.isGone()) {
        targets.remove();
      } else if (exceeds(to, range.last())) {
        targets.remove();
        shared.metrics().skipped();
        frames.write(target, Frames.abort(range.first() - 1));
        session.touch(to);
      } else if (sending.composing() && isBehind(to)) {
        shared.metrics().composingDropped();
      } else {
        frames.write(target, piece);
        session.touch(to);
      }
    }
  }

  private boolean isBehind(Leg leg) {
    return leg.connection() == null || leg.output().queuedBytes() > shared.limits().throttleBytes();
  }

  /// Tells the targets of an incomplete message that no more of it comes.
  private void abort(Transfer transfer) {
    Sending sending = transfer.sending();
    if (sending == null) {
      return;
    }
    Frames.Piece piece = Frames.abort(transfer.received() + sending.delta());
    for (Target target : transfer.targets()) {
      if (!target.leg().isGone()) {
        frames.write(target, piece);
        session.touch(target.leg());
      }
    }
    Copies copies = transfer.copies();
    if (copies != null) {
      copies.abort();
    }
  }

  /// The leg loses its connection, and its peer may say again on another what was not answered.
  void expectRepeats(Leg leg) {
    long now = shared.time().nanos();
    for (Lately.Said said : leg.lately().take()) {
      replay.note(leg.description().shownAs(), said, now);
    }
  }

  /// The leg will not complete what it began.
  void abandon(Leg leg) {
    for (Transfer transfer : leg.transfers().values()) {
      abort(transfer);
      transfer.release();
    }
    leg.transfers().clear();
    habits.remove(leg);
  }

  /// Gives up messages whose next chunk is overdue.
  void tick(Leg leg, long nowNanos) {
    leg.lately().tick(nowNanos);
    long patience = shared.limits().chunkPatience().toNanos();
    Iterator<Transfer> transfers = leg.transfers().values().iterator();
    while (transfers.hasNext()) {
      Transfer transfer = transfers.next();
      if (transfer.refusal() == null && acknowledgements.isLost(transfer, nowNanos)) {
        stop(transfer, Refusal.NOT_STORED);
        fail(leg, transfer, Refusal.NOT_STORED);
      }
      if (nowNanos - transfer.touchedNanos() > patience) {
        transfers.remove();
        if (transfer.refusal() == null) {
          stop(transfer, Refusal.CHUNK_OVERDUE);
          fail(leg, transfer, Refusal.CHUNK_OVERDUE);
        }
      }
    }
  }

  void tick(long nowNanos) {
    replay.tick(nowNanos);
  }

  /// Answers the request that is still coming, or reports on those that were answered.
  private void fail(Leg leg, Transfer transfer, Refusal reason) {
    if (transfer.isComing()) {
      session.refuse(leg, transfer.head(), reason);
    } else {
      shared.metrics().refused(reason);
      acknowledgements.failed(leg, transfer, reason.status());
    }
  }

  /// Gives legs that come from another switch what it distributed: some of it they may know.
  void recall(List<Recalled> messages) {
    for (Recalled message : messages) {
      replay.note(message, shared.time().nanos());
      int size = message.body().length;
      Frames.Piece piece =
          Frames.piece(
              ByteRange.of(1, size, size),
              new Sending(message.contentType(), List.of(), 0, false),
              NOTHING,
              Unpooled.wrappedBuffer(message.body()),
              End.COMPLETE);
      for (Leg leg : session.legs().values()) {
        if (leg.held() != null && Replay.isFor(leg, message) && !exceeds(leg, size)) {
          frames.write(new Target(leg, frames.messageId()), piece);
          session.touch(leg);
        }
      }
    }
    session.legs().values().forEach(Distribution::excuse);
  }

  private static void excuse(Leg leg) {
    Held held = leg.held();
    if (held != null) {
      leg.excuse(new Excuse(held.bytes(), held.frames()));
    }
  }
}
