package org.parlour.conference.pager;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;

/// `decide` of a message to a URI list (8.3.2.1-5a), sent to F or an exploder.
public final class ListPagerDecider {
  private ListPagerDecider() {}

  public static Decision decide(
      PagerFanout fanout, SignallingInput input, ConferencePolicy policy, Users users) {
    ListPagerTurn t = new ListPagerTurn(fanout, input.at(), policy, users);
    switch (input) {
      case SipRequest r -> {
        if (r.method() instanceof SipMethod.Message message && !Fanout.knows(t, r)) {
          received(t, r, message);
        }
      }
      case SipResponse r -> Fanout.answered(t, r.request(), r.status());
      case RequestFailed f -> Fanout.answered(t, f.request(), Fanout.statusOf(f.cause()));
      case TimerFired f -> fired(t, f);
      case AnswerAbandoned a -> {}
      case MediaEvent e -> {}
      case GroupDocument d -> {}
      case UserPolicy p -> {}
      case DocumentChanged d -> {}
      case DocumentsFound d -> {}
      case UpstreamWatch w -> {}
      case SwitchLeft s -> {}
      case OperatorRequest o -> {}
    }
    return t.finish();
  }

  /// The checks in the order of clause 8.3.1.1.1. That the URI is F or an exploder (-3) is in the
  /// key.
  private static void received(ListPagerTurn t, SipRequest r, SipMethod.Message message) {
    NameAddress originator = r.originator();
    List<Recipient> listed = message.recipients() == null ? List.of() : message.recipients();
    if (!t.policy().pager().listService()) {
      Refusals.listService(t, r);
    } else if (originator == null || !t.users().mayOriginate(originator.address())) {
      Refusals.refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else if (r.anonymous() && !t.policy().anonymityAllowed()) {
      Refusals.refuse(t, r, ImError.ANONYMITY_NOT_ALLOWED);
    } else if (listed.isEmpty()) {
      Refusals.bad(t, r, "nobody is listed");
    } else if (!Refusals.mediaType(t, r, message)) {
      send(t, r, message, originator, listed);
    }
  }

  private static void send(
      ListPagerTurn t,
      SipRequest r,
      SipMethod.Message message,
      NameAddress originator,
      List<Recipient> listed) {
    Set<ImAddress> users =
        listed.stream()
            .map(recipient -> recipient.address().canonical())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (users.size() > 1) {
      users.remove(originator.address().canonical());
    }
    if (users.size() > t.policy().pager().maxRecipients()) {
      Refusals.refuse(t, r, ImError.TOO_MANY_RECIPIENTS);
      return;
    }
    new PagerRequest(
            r,
            message,
            originator,
            r.anonymous(),
            r.requestUri().canonical(),
            r.from(),
            ResourceLists.disclosed(listed))
        .send(t, users.stream().map(PagerRecipient::of).toList());
  }

  private static void fired(ListPagerTurn t, TimerFired fired) {
    Timer timer = t.timer(fired.name());
    if (timer != null && timer.generation() == fired.generation()) {
      t.clearTimer(fired.name());
      Fanout.due(t, fired.name().substring(Fanout.TIMER.length()));
    }
  }
}
