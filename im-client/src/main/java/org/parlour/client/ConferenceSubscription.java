package org.parlour.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;
import org.parlour.protocol.conferenceinfo.ConferenceView;

/// A subscription to participant information (RFC 4575). Thread: the event loop.
final class ConferenceSubscription extends EventSubscription {
  private final ClientContext context;
  private final ImSession session;
  private volatile ConferenceView view = ConferenceView.EMPTY;

  ConferenceSubscription(ClientContext context, ImSession session, String target) {
    super(context, target, "conference", "application/conference-info+xml", null);
    this.context = context;
    this.session = session;
  }

  /// Thread: any.
  ConferenceView view() {
    return view;
  }

  @Override
  void begun() {
    view = ConferenceView.EMPTY;
  }

  @Override
  void received(byte[] document) throws MalformedBodyException {
    apply(ConferenceInfoReader.read(document));
  }

  @Override
  void lost(String reason) {
    context.emit(new ClientEvent.SubscriptionEnded(session, reason));
  }

  private void apply(ConferenceInfo document) {
    ConferenceView before = view;
    ConferenceView.Step step = before.apply(document);
    switch (step.outcome()) {
      case APPLIED -> {
        view = step.view();
        context.emit(
            new ClientEvent.RosterChanged(
                session, document, view, missing(before, view), missing(view, before)));
      }
      case DISCARDED -> {}
      case GAP -> {
        view = ConferenceView.EMPTY;
        renew();
      }
    }
  }

  /// Those connected in `of` who are not connected in `from`.
  private static List<ConferenceInfo.User> missing(ConferenceView from, ConferenceView of) {
    Map<ImAddress, ConferenceInfo.User> there = new HashMap<>();
    from.users().stream().filter(Rosters::isConnected).forEach(u -> there.put(u.entity(), u));
    List<ConferenceInfo.User> missing = new ArrayList<>();
    for (ConferenceInfo.User user : of.users()) {
      if (Rosters.isConnected(user) && !there.containsKey(user.entity())) {
        missing.add(user);
      }
    }
    return missing;
  }
}
