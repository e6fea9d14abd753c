package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.switching.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections for the legs of peers that want to be connected to (RFC 6135), and says on
/// them who we are. Runs on the session's loop.
final class Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

  /// How long the answer to a request is waited for (RFC 4975 §7.1.1).
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int INTRODUCTION_BYTES = 512;

  private final SwitchSession session;
  private final Shared shared;
  private final LegKeeper keeper;

  Caller(SwitchSession session, LegKeeper keeper) {
    this.session = session;
    this.shared = session.shared();
    this.keeper = keeper;
  }

  void call(Leg leg) {
    shared
        .connector()
        .connect(leg.remotePath().first(), leg.description().fingerprint() != null)
        .whenComplete(
            (connection, failure) ->
                session.onLoop(() -> called(leg, connection, String.valueOf(failure))));
  }

  private void called(Leg leg, @Nullable Connection connection, String failure) {
    Refusal unfit = connection == null ? null : LegKeeper.unfit(leg, connection);
    if (connection == null) {
      giveUp(leg, failure);
    } else if (unfit != null) {
      shared.metrics().refused(unfit);
      connection.unbound(leg, false);
      giveUp(leg, unfit.tag());
    } else if (leg.isGone() || leg.connection() != null) {
      connection.unbound(leg, true);
    } else {
      introduce(leg, connection);
      keeper.bound(leg, connection);
      keeper.flush(leg);
    }
  }

  private void giveUp(Leg leg, String reason) {
    if (!leg.isGone() && leg.waitingSince() != null) {
      LOG.info("leg {} is not connected to: {}", leg.name(), reason);
      keeper.unreachable(leg);
    }
  }

  private void introduce(Leg leg, Connection connection) {
    RequestHead head = session.worker().frames().introduction(leg);
    leg.introduction(new Introduction(head.transaction(), shared.time().nanos()));
    ByteBuf written = session.worker().allocator().buffer(INTRODUCTION_BYTES);
    Frames.bodiless(head, written);
    connection.write(Batch.of(written), (bytes, frames) -> {});
  }

  /// A response came. We ask for one only when we introduce ourselves.
  void answered(Leg leg, Connection connection, MsrpResponse response) {
    Introduction waiting = leg.introduction();
    if (leg.connection() != connection
        || waiting == null
        || !waiting.transaction().equals(response.transaction())) {
      shared.metrics().responseIgnored();
      return;
    }
    leg.introduction(null);
    if (!response.status().isSuccess()) {
      refused(leg, response.status().toString());
    }
  }

  private void refused(Leg leg, String reason) {
    LOG.info("leg {} is not taken by its peer: {}", leg.name(), reason);
    keeper.unreachable(leg);
  }

  void tick(Leg leg, long nowNanos) {
    Introduction waiting = leg.introduction();
    if (waiting != null && nowNanos - waiting.sinceNanos() > ANSWER_NANOS) {
      leg.introduction(null);
      refused(leg, "no answer");
    }
  }
}
