package org.parlour.conference.kit;

import java.util.List;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.protocol.address.ImAddress;

/// One user with one device, as it subscribes and asks for others apart from its call.
abstract class Subscriber extends Speaker {
  private String subscriptionCall = "";
  private String subscriptionFocusTag;
  private long subscriptionCSeq;

  Subscriber(SessionKit kit, String user, String displayName) {
    super(kit, user, displayName);
  }

  /// Hands a request to the focus.
  abstract Peer send(SipRequest request);

  /// The 2xx to its SUBSCRIBE came.
  void subscribedTo(SendAnswer answer) {
    subscriptionFocusTag = answer.toTag();
  }

  /// In a dialog of its own, wanting to hear what becomes of it.
  public Peer refersApart(ImAddress session, ImAddress target, String method) {
    subscriptionCall = user() + "-refer-" + nextCall();
    subscriptionFocusTag = null;
    subscriptionCSeq = 1;
    return send(
        request(
            session,
            new SipMethod.Refer(target, method, null, null, true),
            subscriptionCall,
            user() + "-sub",
            null,
            1));
  }

  public Peer subscribes() {
    return subscribes(SessionKit.S, EventPackage.CONFERENCE, 3600);
  }

  public Peer subscribes(ImAddress target, String event, Integer expires) {
    subscriptionCall = user() + "-sub-" + nextCall();
    subscriptionFocusTag = null;
    subscriptionCSeq = 1;
    return send(
        request(
            target,
            new SipMethod.Subscribe(new EventPackage(event, null), expires, List.of()),
            subscriptionCall,
            user() + "-sub",
            null,
            1));
  }

  public Peer resubscribes(int expires) {
    return send(
        request(
            SessionKit.S,
            new SipMethod.Subscribe(
                new EventPackage(EventPackage.CONFERENCE, null), expires, List.of()),
            subscriptionCall,
            user() + "-sub",
            subscriptionFocusTag,
            ++subscriptionCSeq));
  }

  public Peer takesNotify() {
    return answersNotify(200);
  }

  public Peer answersNotify(int status) {
    SendRequest request =
        kit().allRequests("NOTIFY").stream()
            .filter(r -> r.callId().equals(subscriptionCall))
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no NOTIFY for " + user()));
    kit().input(response(request, status, user() + "-sub", null, null));
    return self();
  }

  public String subscriptionCall() {
    return subscriptionCall;
  }

  public boolean hasSubscribed() {
    return kit().allRequests("NOTIFY").stream().anyMatch(r -> r.callId().equals(subscriptionCall));
  }
}
