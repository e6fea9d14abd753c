package org.parlour.bench.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.parlour.bench.MeanTime;
import org.parlour.bench.codec.Samples;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.group.Ruleset;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;

/// A group of [#members] with 50 rules: asking the rules, deciding a member's INVITE that starts
/// the session, and taking another document, which is read, decided and written whole. It also says
/// how large the record is.
@State(Scope.Benchmark)
public class LargeGroupBenchmark extends MeanTime {
  private static final int RULES = 50;
  private static final int NAMED = 5;
  private static final ImAddress GROUP = ImAddress.parse("sip:large@im.example.org");
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  /// Of [Samples#invite].
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");

  @Param({"100", "10000"})
  private int members;

  private List<GroupRule> rules = List.of();
  private Aggregate group = Focus.empty(new AggregateKey(GROUP.toString()));
  private GroupDocument changed = new GroupDocument(NOW, GROUP, 2, null);
  private byte[] encoded = {};
  private final Ruleset.Requester requester = new Ruleset.Requester(ALICE, true, false, NOW);
  private final SipRequest invite =
      Samples.invite()
          .as(
              GROUP,
              new SipMethod.Invite(
                  ((SipMethod.Invite) Samples.invite().method()).offer(),
                  List.of(),
                  ((SipMethod.Invite) Samples.invite().method()).switches()));

  @Setup
  public void fill() {
    rules = rules();
    List<Member> all = new ArrayList<>();
    for (int i = 0; i < members - 1; i++) {
      all.add(new Member(user(i), "User Number " + i));
    }
    all.add(new Member(ALICE, "Alice"));
    Definition definition =
        new Definition("Large", all, false, null, false, rules, null, "something");
    group = after(group, new GroupDocument(NOW, GROUP, 1, definition));
    changed = new GroupDocument(NOW, GROUP, 2, definition);
    encoded = RecordCodec.encode(SignallingInput.class, changed);
    if (((Focus) after(group, invite)).running() == null) {
      throw new IllegalStateException("the session did not start");
    }
    System.out.printf(
        Locale.ROOT, "%n%,d members, %d rules: %,d octets%n", members, RULES, encoded.length);
  }

  /// Each names some users and a domain; the last is for members, as the requester is.
  private static List<GroupRule> rules() {
    List<GroupRule> rules = new ArrayList<>();
    for (int i = 0; i < RULES - 1; i++) {
      List<ImAddress> named = new ArrayList<>();
      for (int j = 0; j < NAMED; j++) {
        named.add(user(i * NAMED + j));
      }
      RuleCondition.Many many =
          new RuleCondition.Many("domain" + i + ".example.net", List.of(), List.of());
      rules.add(
          new GroupRule(
              "rule-" + i,
              List.of(new RuleCondition.Identity(named, List.of(many))),
              Set.of(GroupAction.JOIN_HANDLING)));
    }
    rules.add(GroupRule.forMembers());
    return rules;
  }

  private static ImAddress user(int number) {
    return ImAddress.sip("user" + number, "example.org");
  }

  private static Aggregate after(Aggregate before, SignallingInput input) {
    Aggregate state = before;
    for (Event event : ConferenceCore.decide(before, input, Room.POLICY).events()) {
      state = ConferenceCore.evolve(state, event);
    }
    return state;
  }

  @Benchmark
  public Set<GroupAction> ask() {
    return Ruleset.granted(rules, requester);
  }

  @Benchmark
  public Decision join() {
    return ConferenceCore.decide(group, invite, Room.POLICY);
  }

  @Benchmark
  public SignallingInput read() throws MalformedRecordException {
    return RecordCodec.decode(SignallingInput.class, encoded);
  }

  @Benchmark
  public Aggregate change() {
    return after(group, changed);
  }

  @Benchmark
  public byte[] write() {
    return RecordCodec.encode(SignallingInput.class, changed);
  }
}
