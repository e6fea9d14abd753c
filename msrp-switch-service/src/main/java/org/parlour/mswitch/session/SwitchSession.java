package org.parlour.mswitch.session;

import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.transfer.ReportRules;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.mswitch.switching.CommandOrder;
import org.parlour.mswitch.switching.Refusal;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One session at this switch: its legs, what the focus told last, what goes on between the legs.
/// Everything runs on its worker's loop, except [#receive] and [#disconnected], which hand over to
/// it.
public final class SwitchSession {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchSession.class);

  /// A request and the leg that its To-Path names.
  public record Received(Leg leg, MsrpRequest request) {}

  private final Worker worker;
  private final Shared shared;
  private final AggregateKey key;
  private final ImAddress name;
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final List<Leg> touched = new ArrayList<>();
  private final Readers readers = new Readers(this);
  private final Distribution distribution;
  private final Notices notices;
  private final NicknameDesk nicknames;
  private final Acknowledgements acknowledgements;
  private final Throttle throttle;
  private final LegKeeper keeper;
  private final Gate gate;
  private final Newcomers newcomers;
  private final Departure departure = new Departure(this);
  private ImAddress addressee;
  private Recorded recorded;
  private long epoch = -1;
  private long sequence;
  private long askedAtNanos;
  private boolean asked;
  private boolean closed;

  SwitchSession(Worker worker, AggregateKey key, ImAddress name) {
    this.worker = worker;
    this.shared = worker.shared();
    this.key = key;
    this.name = name;
    this.recorded = Recorded.inTransit(name);
    this.addressee = name;
    this.throttle = new Throttle(this);
    this.acknowledgements = new Acknowledgements(this);
    this.distribution = new Distribution(this, worker.frames(), acknowledgements, throttle);
    this.notices = new Notices(this, worker.frames());
    this.nicknames = new NicknameDesk(this);
    this.keeper = new LegKeeper(this);
    this.gate = new Gate(this, worker.fence());
    this.newcomers = new Newcomers(this);
    shared.metrics().sessions(1);
  }

  Worker worker() {
    return worker;
  }

  Shared shared() {
    return shared;
  }

  /// To which events go back.
  AggregateKey key() {
    return key;
  }

  /// S.
  ImAddress name() {
    return name;
  }

  /// S or G: to whom one writes to everybody.
  ImAddress addressee() {
    return addressee;
  }

  Recorded recorded() {
    return recorded;
  }

  long epoch() {
    return epoch;
  }

  Map<String, Leg> legs() {
    return legs;
  }

  Readers readers() {
    return readers;
  }

  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  NicknameDesk nicknames() {
    return nicknames;
  }

  Distribution distribution() {
    return distribution;
  }

  Throttle throttle() {
    return throttle;
  }

  Departure departure() {
    return departure;
  }

  boolean isClosed() {
    return closed;
  }

  /// Why nothing may begin on the leg at the moment; null when it may.
  @Nullable Refusal busy(Leg leg, RequestHead head) {
    if (departure.isTooLate(head)) {
      return Refusal.LEFT;
    }
    return acknowledgements.isStalledFor(leg) ? Refusal.NOT_STORED : null;
  }

  /// Of the legs that can hear, and of those who read.
  Collection<MediaLeg> descriptions() {
    List<MediaLeg> descriptions = new ArrayList<>(legs.size());
    for (Leg leg : legs.values()) {
      if (!leg.isGone()) {
        descriptions.add(leg.description());
      }
    }
    descriptions.addAll(readers.all());
    return descriptions;
  }

  CommandOrder.Turn turnOf(SwitchCommand command) {
    return CommandOrder.of(command, epoch, sequence, worker.incarnation());
  }

  /// Applies a command whose turn it is.
  void apply(SwitchCommand command, Origin origin) {
    epoch = command.epoch();
    sequence = command.sequence();
    switch (command) {
      case SwitchCommand.OpenSession open -> open(open, origin);
      case SwitchCommand.AddLeg add -> keeper.put(add.leg(), origin);
      case SwitchCommand.UpdateLeg update -> keeper.put(update.leg(), origin);
      case SwitchCommand.RemoveLeg remove -> keeper.remove(remove.leg());
      case SwitchCommand.NicknameDecision decision ->
          nicknames.decided(decision.leg(), decision.request(), decision.status());
      case SwitchCommand.SystemMessage say -> notices.say(say.leg(), say.event(), say.text());
      case SwitchCommand.HandOver _ -> departure.begin();
      case SwitchCommand.CloseSession _ -> close();
    }
    newcomers.look();
    flush();
  }

  private void open(SwitchCommand.OpenSession open, Origin origin) {
    addressee = open.addressee();
    recorded = Recorded.of(open.recording(), name);
    asked = false;
    List<String> named = open.legs().stream().map(MediaLeg::leg).toList();
    for (String known : List.copyOf(legs.keySet())) {
      if (!named.contains(known)) {
        keeper.remove(known);
      }
    }
    readers.retain(named);
    open.legs().forEach(leg -> keeper.put(leg, origin));
    if (open.resumeFrom() != null) {
      resume(open.resumeFrom(), origin);
    }
  }

  /// Legs get what an earlier switch distributed before they say anything new.
  private void resume(Instant since, Origin origin) {
    gate.shut();
    shared
        .backbone()
        .takeOver(recorded.takenOver(epoch, shared.time().now()), since, origin)
        .whenComplete((recalled, failure) -> onLoop(() -> resume(recalled)));
  }

  private void resume(@Nullable List<Recalled> recalled) {
    if (recalled == null) {
      LOG.warn("session {}: what was said before is not known", SessionState.masked(name));
    } else if (!closed) {
      distribution.recall(recalled);
    }
    gate.open();
    flush();
  }

  /// Closes every connection behind what was said.
  void close() {
    for (String leg : List.copyOf(legs.keySet())) {
      keeper.remove(leg);
    }
    gate.close();
    newcomers.close();
    closed = true;
    shared.metrics().sessions(-1);
  }

  /// A command is missing. Asked once, and again when nothing came of it.
  void askForSnapshot(long ofEpoch) {
    long now = shared.time().nanos();
    if (!asked || now - askedAtNanos > shared.limits().snapshotRetry().toNanos()) {
      asked = true;
      askedAtNanos = now;
      shared
          .backbone()
          .tell(
              key,
              new MediaEvent.SnapshotRequested(shared.time().now(), ofEpoch, worker.incarnation()),
              Origin.NONE);
    }
  }

  void tell(Leg leg, MediaEvent event) {
    shared.backbone().tell(key, event, leg.origin());
  }

  /// Takes over what one connection read in one go. Any thread.
  ///
  /// @param octets said to the connection again when they were dealt with
  public void receive(Connection connection, List<Received> batch, int octets) {
    if (worker.loop().inEventLoop()) {
      receiveHere(connection, batch, octets);
    } else if (!onLoop(() -> receiveHere(connection, batch, octets))) {
      batch.forEach(received -> ReferenceCountUtil.release(received.request()));
    }
  }

  /// @return false when the switch stops
  boolean onLoop(Runnable task) {
    try {
      worker.loop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("the switch stops");
      return false;
    }
  }

  private void receiveHere(Connection connection, List<Received> batch, int octets) {
    if (!gate.holds(connection, batch, octets)) {
      take(connection, batch, octets);
    }
  }

  /// Deals with a batch and releases it.
  void take(Connection connection, List<Received> batch, int octets) {
    try {
      for (Received received : batch) {
        arrived(connection, received.leg(), received.request());
      }
    } catch (RuntimeException e) {
      LOG.error("a request of a defect of ours is not answered", e);
    } finally {
      batch.forEach(received -> ReferenceCountUtil.release(received.request()));
    }
    flush();
    connection.dealtWith(octets);
  }

  private void arrived(Connection connection, Leg leg, MsrpRequest request) {
    if (request.offset() == 0) {
      shared.metrics().request(request.head().method());
    }
    if (!newcomers.takesBehind(leg, connection, request)) {
      receive(connection, leg, request);
    }
  }

  /// Borrows the request.
  void receive(Connection connection, Leg leg, MsrpRequest request) {
    RequestHead head = request.head();
    Refusal refusal = keeper.bind(leg, connection, head);
    if (refusal != null) {
      if (refusal != Refusal.FOREIGN_PATH || !newcomers.holds(leg, connection, request)) {
        refuse(connection, request, refusal);
      }
      return;
    }
    if (!departure.takes(leg, request)) {
      return;
    }
    switch (head.method()) {
      case SEND -> distribution.send(leg, request);
      case NICKNAME -> nicknames.asked(leg, connection, request);
      case REPORT -> {} // of what we sent nobody wants a report
      case AUTH, UNKNOWN -> {
        if (request.offset() == 0) {
          refuse(leg, head, Refusal.UNKNOWN_METHOD);
        }
      }
    }
  }

  /// Refuses on a connection that is not the leg's.
  private void refuse(Connection connection, MsrpRequest request, Refusal reason) {
    if (request.offset() > 0) {
      return; // answered already
    }
    shared.metrics().refused(reason);
    if (ReportRules.answers(request.head(), reason.status())) {
      connection.answer(request.head(), reason.status());
    }
  }

  /// The leg has no such path, and will have none.
  void refuseForeign(Connection connection, Leg leg, MsrpRequest request) {
    refuse(connection, request, Refusal.FOREIGN_PATH);
  }

  void refuse(Leg leg, RequestHead head, Refusal reason) {
    shared.metrics().refused(reason);
    answer(leg, head, reason.status());
  }

  /// Answers on the leg, if that is wanted.
  void answer(Leg leg, RequestHead head, MsrpStatus status) {
    if (leg.connection() != null && ReportRules.answers(head, status)) {
      Frames.answer(leg.output(), head, status);
      touch(leg);
    }
  }

  /// Something was put into the leg's queue.
  void touch(Leg leg) {
    if (!leg.touched()) {
      leg.touched(true);
      touched.add(leg);
    }
  }

  /// The end of a batch: every queue that got something goes out in one write; who is too far
  /// behind is dropped, who outruns everybody waits.
  void flush() {
    for (int i = 0; i < touched.size(); i++) { // a leg that is dropped may touch others
      Leg leg = touched.get(i);
      leg.touched(false);
      if (!leg.isGone()) {
        keeper.flush(leg);
      }
    }
    touched.clear();
    throttle.evaluate();
    departure.look();
  }

  /// A response came for the leg. Any thread.
  public void answered(Connection connection, Leg leg, MsrpResponse response) {
    var _ =
        onLoop(
            () -> {
              keeper.caller().answered(leg, connection, response);
              flush();
            });
  }

  /// The connection is closed. Any thread.
  public void disconnected(Connection connection, Leg leg) {
    var _ = onLoop(() -> keeper.disconnected(connection, leg));
  }

  /// Looks at every deadline.
  void tick(long nowNanos) {
    for (Leg leg : List.copyOf(legs.values())) {
      keeper.tick(leg, nowNanos);
      distribution.tick(leg, nowNanos);
      nicknames.tick(leg, nowNanos);
    }
    distribution.tick(nowNanos);
    acknowledgements.tick(nowNanos);
    throttle.reconsider();
    gate.release();
    newcomers.tick(nowNanos);
    flush();
    if (!closed && departure.isOver(nowNanos)) {
      close();
    }
  }

  SessionState state() {
    long now = shared.time().nanos();
    List<SessionState.LegState> states = new ArrayList<>(legs.size());
    for (Leg leg : legs.values()) {
      states.add(
          new SessionState.LegState(
              leg.name(),
              leg.localUri().masked(),
              leg.connection() != null,
              leg.suspended(),
              leg.throttled(),
              leg.output().queuedBytes(),
              leg.output().queuedFrames(),
              leg.transfers().size(),
              leg.output().stalledMillis(now)));
    }
    return new SessionState(
        SessionState.masked(name),
        epoch,
        sequence,
        !recorded.transit(),
        acknowledgements.waiting(),
        states);
  }
}
