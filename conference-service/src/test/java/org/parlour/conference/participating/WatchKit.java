package org.parlour.conference.participating;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// A user who watches documents, its aggregate, and a clock moved by hand.
@NullUnmarked
final class WatchKit {
  static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  static final String TREE = "resource-lists/users/sip:alice@example.org/";
  static final String ROOT = "http://xcap.example.org";

  ConferencePolicy policy = ConferencePolicy.defaults(SessionKit.DOMAIN);
  final List<SendAnswer> answers = new ArrayList<>();
  final List<SendRequest> notifies = new ArrayList<>();
  final List<DocumentsQuestion> questions = new ArrayList<>();
  final List<DocumentForgotten> forgotten = new ArrayList<>();
  final List<Event> events = new ArrayList<>();

  Aggregate state = Aggregate.empty(new AggregateKey(ALICE.toString()), SessionKit.DOMAIN);
  private Instant now = SessionKit.START;
  private int transactions;
  private long cseq;
  ImAddress originator = ALICE;
  ImAddress target = ALICE;
  String event = EventPackage.XCAP_DIFF;
  List<String> accept = List.of();

  /// A SUBSCRIBE that opens a dialog.
  WatchKit subscribes(Integer expires, DocumentSelection documents) {
    cseq++;
    return sends(expires, documents, null, transaction());
  }

  WatchKit subscribes() {
    return subscribes(3600, new DocumentSelection(List.of("resource-lists/"), false));
  }

  WatchKit refreshes(Integer expires, DocumentSelection documents) {
    cseq++;
    return sends(expires, documents, answers.getFirst().toTag(), transaction());
  }

  WatchKit refreshes(int expires) {
    return refreshes(expires, new DocumentSelection(null, false));
  }

  private TransactionId transaction() {
    return new TransactionId("t-" + ++transactions);
  }

  WatchKit sends(Integer expires, DocumentSelection documents, String tag, TransactionId as) {
    return input(
        new SipRequest(
            now,
            String.format("%016d", answers.size()).getBytes(StandardCharsets.US_ASCII),
            as,
            ServiceRole.ORIGINATING,
            new ReplyTo(1, 1),
            new ResponseSkeleton(List.of(), List.of(), "", "", "call", cseq + " SUBSCRIBE"),
            new DialogId("call", tag, "theirs"),
            cseq,
            target,
            NameAddress.of(ALICE),
            NameAddress.of(ALICE),
            originator == null ? null : NameAddress.of(originator),
            false,
            new RemoteContact(ImAddress.parse("sip:alice@192.0.2.1"), false, Set.of()),
            List.of("<sip:core.example.org;lr>"),
            PeerCapabilities.UNKNOWN,
            null,
            null,
            70,
            Map.of(),
            new SipMethod.Subscribe(new EventPackage(event, "7"), expires, accept, documents)));
  }

  /// The answer to the last question, with documents of these names in version 1.
  WatchKit found(String... names) {
    return findsFor(questions.getLast().id(), names);
  }

  /// The answer to the last question: it is about `place`, and nothing is there.
  WatchKit findsNothingAt(String place) {
    return input(
        new DocumentsFound(now, questions.getLast().id(), ROOT, List.of(place), List.of()));
  }

  WatchKit findsFor(String question, String... names) {
    List<DocumentsFound.Document> documents = new ArrayList<>();
    for (String name : names) {
      documents.add(new DocumentsFound.Document(TREE + name, 1, "1"));
    }
    return input(new DocumentsFound(now, question, ROOT, List.of(TREE), documents));
  }

  WatchKit changed(String name, long version) {
    return input(new DocumentChanged(now, ALICE, TREE + name, version, Long.toString(version)));
  }

  WatchKit deleted(String name, long version) {
    return input(new DocumentChanged(now, ALICE, TREE + name, version, null));
  }

  /// A document outside of the own tree, of which somebody asked to be told.
  WatchKit changedElsewhere(String path, long version, String etag) {
    return input(new DocumentChanged(now, ALICE, path, version, etag, true));
  }

  /// The last NOTIFY is answered.
  WatchKit answers(int status) {
    return answers(notifies.getLast(), status);
  }

  WatchKit answers(SendRequest notify, int status) {
    return input(
        new SipResponse(
            now,
            notify.id(),
            new DialogId(notify.callId(), notify.fromTag(), notify.toTag()),
            notify.cseq(),
            "NOTIFY",
            status,
            null,
            List.of(),
            PeerCapabilities.UNKNOWN,
            null,
            false,
            null,
            null,
            null,
            null));
  }

  /// Time passes, and timers fire when they are due.
  WatchKit after(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Timer next =
          state.timers().values().stream()
              .filter(timer -> !timer.due().isAfter(end))
              .min(Comparator.comparing(Timer::due))
              .orElse(null);
      if (next == null) {
        now = end;
        return this;
      }
      now = next.due();
      input(new TimerFired(now, next.name(), next.generation()));
    }
  }

  WatchKit input(SignallingInput input) {
    Decision decision = ConferenceCore.decide(state, input, policy);
    for (Event fact : decision.events()) {
      events.add(fact);
      state = ConferenceCore.evolve(state, fact);
    }
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.ToEdge(int edge, SendAnswer answer) -> {
          answers.add(answer);
          notifies.addAll(answer.then());
        }
        case Effect.ToAnyEdge(SendRequest request) -> notifies.add(request);
        case Effect.ToXdm(DocumentsQuestion question) -> questions.add(question);
        case Effect.ToXdm(DocumentForgotten f) -> forgotten.add(f);
        case Effect other -> throw new AssertionError(other);
      }
    }
    return this;
  }

  ServedUser user() {
    return (ServedUser) state;
  }

  Instant now() {
    return now;
  }

  /// What the last NOTIFY says, a text a document: name, what it was, what it is.
  List<String> told() {
    return told(notifies.getLast());
  }

  static List<String> told(SendRequest notify) {
    XcapDiff diff = ((SipContent.Documents) notify.content()).diff();
    return diff.documents().stream()
        .map(
            d ->
                d.selector().replace(TREE, "")
                    + " "
                    + (d.previousEtag() == null ? "-" : d.previousEtag())
                    + ">"
                    + (d.newEtag() == null ? "-" : d.newEtag()))
        .toList();
  }
}
