package org.parlour.mswitch.session;

import java.util.ArrayList;
import java.util.Map;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.switching.NicknameSyntax;
import org.parlour.mswitch.switching.Refusal;

/// NICKNAME requests: the switch looks at their form, the conference decides (RFC 7701 §7, clause
/// 7.2.3.2). Runs on the session's loop.
final class NicknameDesk {
  /// Of one leg; more than a person types.
  private static final int MOST_WAITING = 4;

  private final SwitchSession session;
  private final Shared shared;
  private long asked;

  NicknameDesk(SwitchSession session) {
    this.session = session;
    this.shared = session.shared();
  }

  /// Borrows the request.
  void asked(Leg leg, Connection connection, MsrpRequest request) {
    if (request.offset() > 0) {
      return;
    }
    RequestHead head = request.head();
    String nickname = NicknameSyntax.read(head.useNickname());
    if (!leg.description().nicknames()) {
      session.refuse(leg, head, Refusal.NICKNAMES_NOT_AGREED);
    } else if (nickname == null) {
      session.refuse(leg, head, Refusal.MALFORMED_NICKNAME);
    } else if (leg.nicknames().size() >= MOST_WAITING) {
      session.refuse(leg, head, Refusal.TOO_MANY_PENDING_NICKNAMES);
    } else {
      String name = session.epoch() + "-" + asked++;
      leg.nicknames().put(name, new WaitingNickname(head, connection, shared.time().nanos()));
      session.tell(
          leg,
          new MediaEvent.NicknameRequested(
              shared.time().now(), session.epoch(), leg.name(), name, nickname));
    }
  }

  /// A decision that comes too late changes nothing.
  void decided(String legName, String request, int status) {
    Leg leg = session.legs().get(legName);
    WaitingNickname waiting = leg == null ? null : leg.nicknames().remove(request);
    if (leg != null && waiting != null && waiting.connection() == leg.connection()) {
      session.answer(leg, waiting.head(), MsrpStatus.of(status));
    }
  }

  void tick(Leg leg, long nowNanos) {
    if (leg.nicknames().isEmpty()) {
      return;
    }
    long patience = shared.limits().nicknameTimeout().toNanos();
    for (Map.Entry<String, WaitingNickname> entry : new ArrayList<>(leg.nicknames().entrySet())) {
      if (nowNanos - entry.getValue().sinceNanos() > patience) {
        leg.nicknames().remove(entry.getKey());
        session.refuse(leg, entry.getValue().head(), Refusal.NO_DECISION);
      }
    }
  }

  /// Nobody is there to be answered.
  void abandon(Leg leg) {
    leg.nicknames().clear();
  }
}
