package org.parlour.conference.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.SessionTimer;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.contracts.xdm.XdmCommand;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.sdp.SessionDescription;

/// One focus with the people around it, driven by hand: verbs of [Peer] become inputs, time passes
/// when the test says so, and what the core wants done can be read off.
public final class SessionKit {
  public static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  public static final ImDomain DOMAIN = ImDomain.ofHost("im.example.org");
  public static final ImAddress FACTORY = ImAddress.parse("sip:conference-factory@im.example.org");
  public static final ImAddress EXPLODER = ImAddress.parse("sip:exploder@im.example.org");
  public static final ImAddress S = DOMAIN.adHocSession("0123456789abcdefghjkmnpqrs");
  public static final ImAddress LOBBY = ImAddress.parse("sip:lobby@im.example.org");
  public static final SwitchCandidate SWITCH =
      new SwitchCandidate(0, 17, "msrp.im.example.org", 2855);

  public static final SwitchCandidate OTHER_SWITCH =
      new SwitchCandidate(1, 23, "msrp-1.im.example.org", 2856);

  public final Peer alice = peer("alice", "Alice");
  public final Peer bob = peer("bob", "Bob");
  public final Peer carol = peer("carol", "Carol");
  public final Peer dave = peer("dave", "Dave");

  private final ImAddress entry;
  private ConferencePolicy policy = ConferencePolicy.defaults(DOMAIN);
  private Users users = Users.OPEN;
  private Aggregate state;
  private Instant now = START;
  private List<SwitchCandidate> switches = List.of(SWITCH);
  private final List<SignallingInput> inputs = new ArrayList<>();
  private final List<Effect> all = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final Invariants invariants = new Invariants();
  private List<Effect> last = List.of();
  private int heard;
  private long policies;

  private SessionKit(String key, ImAddress entry) {
    this.entry = entry;
    this.state = Aggregate.empty(new AggregateKey(key), DOMAIN);
  }

  /// The focus that an INVITE to F creates.
  public static SessionKit adHoc() {
    return new SessionKit(S.toString(), FACTORY);
  }

  /// The focus of a group without a document.
  public static SessionKit group() {
    return new SessionKit(LOBBY.toString(), LOBBY);
  }

  /// A pager message to a URI list.
  public static SessionKit list() {
    return new SessionKit("pager:0123456789abcdefghjkmnpqrs", EXPLODER);
  }

  public SessionKit with(ConferencePolicy other) {
    policy = other;
    return this;
  }

  /// This holds for a user from now on.
  public SessionKit knows(Peer peer, UserPolicy.Definition definition) {
    users = users.with(new UserPolicy(now, peer.address(), ++policies, definition));
    return this;
  }

  /// Users of these domains must be known.
  public SessionKit provisioned(String... domains) {
    users = new Users(users.known(), Set.of(domains));
    return this;
  }

  /// Everything happens at another time than [#START].
  public SessionKit at(Instant time) {
    now = time;
    return this;
  }

  public ConferencePolicy policy() {
    return policy;
  }

  public SessionKit withoutSwitches() {
    return withSwitches();
  }

  /// These are live, the best first.
  public SessionKit withSwitches(SwitchCandidate... live) {
    switches = List.of(live);
    return this;
  }

  public Peer peer(String user, String name) {
    return new Peer(this, user, name);
  }

  /// What a first INVITE is sent to.
  ImAddress entry() {
    return entry;
  }

  List<SwitchCandidate> switches() {
    return switches;
  }

  public Instant now() {
    return now;
  }

  public SessionKit document(long version, boolean inviteMembers, boolean open, String... members) {
    return document(
        version,
        new GroupDocument.Definition("Lobby", members(members), inviteMembers, null, open));
  }

  public SessionKit document(long version, GroupDocument.Definition definition) {
    return input(new GroupDocument(now, LOBBY, version, definition));
  }

  public static List<GroupDocument.Member> members(String... users) {
    return Arrays.stream(users)
        .map(user -> new GroupDocument.Member(ImAddress.sip(user, "example.org"), null))
        .toList();
  }

  public SessionKit documentDeleted(long version) {
    return input(new GroupDocument(now, LOBBY, version, null));
  }

  /// Alice calls bob and carol, bob takes it, everybody acknowledges; carol still rings.
  public SessionKit talking() {
    alice.invites(bob, carol);
    bob.rings();
    carol.rings();
    bob.answers();
    alice.acknowledges();
    return this;
  }

  /// The same with carol in.
  public SessionKit threeTalking() {
    talking();
    carol.answers();
    return this;
  }

  public SessionKit input(SignallingInput input) {
    inputs.add(input);
    Aggregate before = state;
    Decision decision = ConferenceCore.decide(before, input, policy, users);
    for (Event event : decision.events()) {
      state = ConferenceCore.evolve(state, event);
    }
    events.addAll(decision.events());
    last = decision.effects();
    all.addAll(last);
    invariants.check(input, before, decision, state);
    return this;
  }

  /// Lets time pass and fires what becomes due, in order.
  public SessionKit after(Duration time) {
    Instant until = now.plus(time);
    List<Effect> meanwhile = new ArrayList<>();
    Optional<Timer> next = next(until);
    while (next.isPresent()) {
      Timer timer = next.get();
      now = timer.due().isAfter(now) ? timer.due() : now;
      input(new TimerFired(now, timer.name(), timer.generation()));
      meanwhile.addAll(last);
      next = next(until);
    }
    now = until;
    last = meanwhile;
    return this;
  }

  private Optional<Timer> next(Instant until) {
    return state.timers().values().stream()
        .filter(timer -> !timer.due().isAfter(until))
        .min(Comparator.comparing(Timer::due));
  }

  /// Fires a timer, or one that is not set.
  public SessionKit fires(String name) {
    Timer timer = timers().get(name);
    return input(new TimerFired(now, name, timer == null ? 0 : timer.generation()));
  }

  public SessionKit mediaLost(Peer peer) {
    return input(
        new MediaEvent.LegLost(now, epoch(), peer.leg(), MediaEvent.LegLost.Cause.CONNECTION_LOST));
  }

  public SessionKit mediaBack(Peer peer) {
    return input(new MediaEvent.LegConnected(now, epoch(), peer.leg()));
  }

  public SessionKit wantsNickname(Peer peer, String nickname) {
    return input(new MediaEvent.NicknameRequested(now, epoch(), peer.leg(), "n-1", nickname));
  }

  /// What `sender` says over MSRP is for `readers` too.
  public SessionKit hears(Peer sender, Peer... readers) {
    return hears("m-" + ++heard, sender, readers);
  }

  public SessionKit hears(String message, Peer sender, Peer... readers) {
    return input(
        new MediaEvent.MessageHeard(
            now,
            epoch(),
            message,
            sender.address(),
            Arrays.stream(readers).map(Peer::leg).filter(Objects::nonNull).toList(),
            "message/cpim",
            new byte[] {'h', 'i'}));
  }

  /// The switch that has the session died; these live.
  public SessionKit switchLost(SwitchCandidate... live) {
    return switchLeft(false, live);
  }

  public SessionKit switchDrains(SwitchCandidate... live) {
    return switchLeft(true, live);
  }

  private SessionKit switchLeft(boolean draining, SwitchCandidate... live) {
    SwitchCandidate at = session() == null ? SWITCH : session().media().at();
    return input(new SwitchLeft(now, at.ordinal(), at.incarnation(), draining, List.of(live)));
  }

  /// The operator expels a participant.
  public SessionKit expels(Peer peer) {
    return input(new OperatorRequest.Expel(now, session().session(), peer.address()));
  }

  public SessionKit closes() {
    return input(new OperatorRequest.Close(now, session().session()));
  }

  public SessionKit announces(String text) {
    return input(new OperatorRequest.Announce(now, session().session(), text));
  }

  /// The operator wants other media.
  ///
  /// @param peer null for everybody
  public SessionKit wants(Peer peer, Long maxSize, String... acceptTypes) {
    return input(
        new OperatorRequest.ModifyMedia(
            now,
            session().session(),
            peer == null ? null : peer.address(),
            maxSize,
            List.of(acceptTypes)));
  }

  public SessionKit handedOver() {
    return input(new MediaEvent.HandedOver(now, epoch()));
  }

  /// Of the session's present assignment.
  public long epoch() {
    return session() == null ? 1 : session().media().epoch();
  }

  public Focus focus() {
    return (Focus) state;
  }

  /// The session, running or ended.
  public SessionHead session() {
    return focus().session();
  }

  public Leg leg(Peer peer) {
    return focus().legs().get(peer.leg());
  }

  /// What the focus last described to a participant.
  public SessionDescription localSdp(Peer peer) {
    return leg(peer).media().local();
  }

  /// Whether the one NOTIFY of the last verb leaves its subscription alive.
  public boolean notifiedActive() {
    return request("NOTIFY").headers().subscriptionState().active();
  }

  public List<Happening> happenings() {
    return focus().timeline().happenings();
  }

  public SessionTimer timer(Peer peer) {
    return leg(peer).timer();
  }

  /// Of the document of the one NOTIFY of the last verb.
  public int userCount() {
    return notified().state().userCount();
  }

  public RosterUser user(Peer peer) {
    return focus().users().get(peer.address().toString());
  }

  /// The SIP cause of the one BYE of the last verb.
  public int byeCause() {
    return request("BYE").headers().reason().cause();
  }

  /// The body of the one answer of the last verb.
  public SessionDescription answerSdp() {
    return ((SipContent.Session) answer().content()).description();
  }

  public Aggregate state() {
    return state;
  }

  public List<SignallingInput> inputs() {
    return inputs;
  }

  public List<Event> events() {
    return events;
  }

  public Map<String, Timer> timers() {
    Map<String, Timer> timers = new TreeMap<>();
    state.timers().forEach(timers::put);
    return timers;
  }

  /// Of the last verb.
  public List<Effect> effects() {
    return last;
  }

  public List<Effect> allEffects() {
    return all;
  }

  /// Of the last verb, without those that follow an answer.
  public List<SendAnswer> answers() {
    return only(instructions(last), SendAnswer.class);
  }

  public SendAnswer answer() {
    List<SendAnswer> answers = answers();
    if (answers.size() != 1) {
      throw new AssertionError("expected one answer but got " + answers);
    }
    return answers.getFirst();
  }

  /// Requests of the last verb, those that travel with an answer included.
  public List<SendRequest> requests(String method) {
    return requests(last, method);
  }

  public SendRequest request(String method) {
    List<SendRequest> requests = requests(method);
    if (requests.size() != 1) {
      throw new AssertionError("expected one " + method + " but got " + requests + " in " + last);
    }
    return requests.getFirst();
  }

  public List<SendRequest> allRequests(String method) {
    return requests(all, method);
  }

  public List<SendAnswer> allAnswers() {
    return only(instructions(all), SendAnswer.class);
  }

  public List<CancelRequest> cancels() {
    return only(instructions(last), CancelRequest.class);
  }

  public List<StopRetransmission> stops() {
    return only(instructions(last), StopRetransmission.class);
  }

  public List<SwitchCommand> switchCommands() {
    return only(
        last.stream()
            .map(effect -> effect instanceof Effect.ToSwitch s ? s.command() : effect)
            .toList(),
        SwitchCommand.class);
  }

  public <C extends SwitchCommand> List<C> switchCommands(Class<C> kind) {
    return only(switchCommands(), kind);
  }

  public List<HistoryCommand> history() {
    return only(
        last.stream()
            .map(effect -> effect instanceof Effect.ToHistory h ? h.command() : effect)
            .toList(),
        HistoryCommand.class);
  }

  /// Of the last verb, what the XDMS is asked.
  public List<XdmCommand> questions() {
    return only(
        last.stream()
            .map(effect -> effect instanceof Effect.ToXdm x ? x.command() : effect)
            .toList(),
        XdmCommand.class);
  }

  /// Of the last verb.
  public List<MessageRecord> recorded() {
    return only(
        last.stream()
            .map(effect -> effect instanceof Effect.ToMessages m ? m.record() : effect)
            .toList(),
        MessageRecord.class);
  }

  /// The document of the one NOTIFY of the last verb.
  public ConferenceInfo notified() {
    return ((SipContent.ConferenceState) request("NOTIFY").content()).info();
  }

  private static List<SendRequest> requests(List<Effect> effects, String method) {
    List<SendRequest> requests = new ArrayList<>();
    for (EdgeInstruction instruction : instructions(effects)) {
      if (instruction instanceof SendRequest request) {
        requests.add(request);
      } else if (instruction instanceof SendAnswer answer) {
        requests.addAll(answer.then());
      }
    }
    return requests.stream().filter(request -> request.method().equals(method)).toList();
  }

  private static List<EdgeInstruction> instructions(List<Effect> effects) {
    List<EdgeInstruction> instructions = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.ToAnyEdge e) {
        instructions.add(e.instruction());
      } else if (effect instanceof Effect.ToEdge e) {
        instructions.add(e.instruction());
      }
    }
    return instructions;
  }

  private static <T> List<T> only(List<?> values, Class<T> kind) {
    return values.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
