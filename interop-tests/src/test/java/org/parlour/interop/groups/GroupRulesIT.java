package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.failure.ScriptedAgent;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;

/// Who may do what in a group, over real sockets. The answers come in the order of clause 7.2.1.3.
@ExtendWith(SuiteExtension.class)
class GroupRulesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String AUDIO =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 4000 RTP/AVP 0\r\n";

  private final RunningSuite suite;
  private final InetSocketAddress controlling;

  GroupRulesIT(RunningSuite suite) {
    this.suite = suite;
    this.controlling = new InetSocketAddress("127.0.0.1", suite.addresses().controllingPort());
  }

  @Test
  @Spec({"7.2.1.3-1", "7.2.1.12-2"})
  void aGroupThatDoesNotExistIsNotFound() {
    ImAddress nowhere = ImAddress.sip("nowhere-" + Tokens.random(6), "im.example.org");
    try (Guest ann = Guest.arrives("nw-ann", suite);
        ScriptedAgent raw = new ScriptedAgent("nw-raw")) {
      assertThat(ann.isRefusedBy(nowhere)).contains("404", "Conference URI does not exist");

      SipRequest subscribe = subscription(raw, nowhere);
      raw.send(subscribe, controlling);

      assertThat(answer(raw, subscribe, 404).describe()).contains("Conference URI does not exist");
    }
  }

  @Test
  @Spec({"7.2.1.3-2", "D-38"})
  void aFocusMayNotJoin() {
    GroupFile group = new GroupFile("focus", suite).field("openToAll", "true");
    group.write();
    try (ScriptedAgent raw = new ScriptedAgent("focus-raw")) {
      SipRequest invite = raw.fresh(Methods.INVITE, group.uri().toString());
      String contact = invite.headers().firstOr(HeaderName.CONTACT, "");
      invite.headers().set(HeaderName.CONTACT, contact + ";isfocus");

      raw.send(invite, controlling);

      assertThat(answer(raw, invite, 403).describe()).contains("isfocus already assigned");
    }
  }

  @Test
  @Spec({"7.2.1.3-3", "D-39"})
  void onlyWhoMayStartTheSessionStartsIt() {
    try (Guest ann = Guest.arrives("ini-ann", suite);
        Guest ben = Guest.arrives("ini-ben", suite)) {
      GroupFile group = new GroupFile("ini", suite);
      group.everybodyMay("join-handling").mayBesides(ann, "allow-initiate-conference").write();

      assertThat(ben.isRefusedBy(group.uri())).contains("403", "session initiation not allowed");
      ann.joins(group.uri());
      ben.joins(group.uri());
    }
  }

  @Test
  @Spec({"7.2.1.3-4", "D-28"})
  void whoMayNotJoinIsForbiddenAndAFullGroupIsBusy() {
    try (Guest ann = Guest.arrives("join-ann", suite);
        Guest ben = Guest.arrives("join-ben", suite);
        Guest cat = Guest.arrives("join-cat", suite)) {
      GroupFile group = new GroupFile("join", suite).members(ann, ben);
      group
          .membersMay("allow-initiate-conference", "join-handling")
          .field("maxParticipants", "1")
          .write();

      ann.joins(group.uri());

      assertThat(cat.isRefusedBy(group.uri())).contains("403", "joining not allowed");
      assertThat(ben.isRefusedBy(group.uri())).contains("486", "too many participants");
    }
  }

  @Test
  @Spec("7.2.1.3-5")
  void anonymityIsGivenByARule() {
    try (Guest ann = Guest.arrivesHidden("hid-ann", suite);
        Guest ben = Guest.arrivesHidden("hid-ben", suite)) {
      GroupFile group = new GroupFile("hid", suite);
      group
          .everybodyMay("allow-initiate-conference", "join-handling")
          .mayBesides(ann, "allow-anonymity")
          .write();

      assertThat(ben.isRefusedBy(group.uri())).contains("403", "anonymity not allowed");
      ann.joins(group.uri());
    }
  }

  @Test
  @Spec({"7.2.2.2-R200-3", "D-36"})
  void aMemberThatHidesWhereItMayNotIsReleasedAtOnce() {
    try (Guest ann = Guest.arrives("rel-ann", suite);
        Guest ben = Guest.arrivesHidden("rel-ben", suite)) {
      GroupFile group = new GroupFile("rel", suite);
      group.members(ann, ben).field("inviteMembers", "true").write();

      CompletableFuture<ImSession> asked = ann.calls(group.uri());
      ben.isInvited().invitation().accept();

      assertThat(Guest.refusal(asked)).contains(" 403 ");
    }
  }

  @Test
  @Spec("7.2.1.3-6")
  void mediaThatCannotBeSwitchedAreNotAcceptable() {
    GroupFile group = new GroupFile("media", suite).field("openToAll", "true");
    group.write();
    try (ScriptedAgent raw = new ScriptedAgent("media-raw")) {
      SipRequest invite =
          raw.fresh(Methods.INVITE, group.uri().toString())
              .withBody("application/sdp", AUDIO.getBytes(StandardCharsets.US_ASCII));

      raw.send(invite, controlling);

      answer(raw, invite, 488);
    }
  }

  @Test
  @Spec({
    "7.2.1.12-2",
    "7.2.1.12-4",
    "7.2.1.12-8",
    "7.2.1.12-8b",
    "7.2.1.12-10",
    "7.2.1.12-12",
    "D-33"
  })
  void theRosterOfAGroupIsForThoseToWhomARuleGivesIt() throws MalformedBodyException {
    try (Guest ann = Guest.arrives("ros-ann", suite);
        ScriptedAgent raw = new ScriptedAgent("ros-raw-" + Tokens.random(6).toLowerCase())) {
      GroupFile group = new GroupFile("ros", suite);
      group.everybodyMay("allow-initiate-conference", "join-handling").write();
      SipRequest refused = subscription(raw, group.uri());
      raw.send(refused, controlling);
      assertThat(answer(raw, refused, 403).describe())
          .contains("conference state subscription not allowed");

      group.everybodyMay("allow-conference-state").write();
      SipRequest subscribe = subscription(raw, group.uri());
      raw.send(subscribe, controlling);
      SipResponse ok = answer(raw, subscribe, 200);
      assertThat(ok.headers().firstOr(HeaderName.ASSERTED_IDENTITY, ""))
          .isEqualTo("<" + group.uri() + ">");
      SipRequest notify =
          (SipRequest) raw.awaitRequest(Methods.NOTIFY, subscribe.callId(), PATIENCE).message();
      ConferenceInfo document = ConferenceInfoReader.read(notify.body());
      assertThat(document.entity()).isEqualTo(group.uri());
      assertThat(document.state()).isEqualTo(new ConferenceInfo.State(0, false));
      ann.joins(group.uri());
    }
  }

  @Test
  void aChangedDocumentActsAtOnce() {
    try (Guest ann = Guest.arrives("chg-ann", suite);
        Guest ben = Guest.arrives("chg-ben", suite)) {
      GroupFile group = new GroupFile("chg", suite).members(ann, ben);
      group.write();
      ann.joins(group.uri());
      ImSession bens = ben.joins(group.uri());

      group.members(ann).write();

      ben.seesTheEndOf(bens);
      assertThat(ben.isRefusedBy(group.uri())).contains("403", "joining not allowed");
    }
  }

  @Test
  void aSessionEndsWhenItsTimeIsUp() {
    try (Guest ann = Guest.arrives("dur-ann", suite);
        Guest ben = Guest.arrives("dur-ben", suite)) {
      GroupFile group = new GroupFile("dur", suite).members(ann, ben);
      group.field("maxDuration", "2").write();

      ImSession anns = ann.joins(group.uri());
      ann.hears("The session is being closed");
      ann.seesTheEndOf(anns);

      ben.joins(group.uri());
    }
  }

  @Test
  void aSessionEndsWithItsLastKeyParticipant() {
    try (Guest ann = Guest.arrives("key-ann", suite);
        Guest ben = Guest.arrives("key-ben", suite);
        Guest cat = Guest.arrives("key-cat", suite)) {
      GroupFile group = new GroupFile("key", suite);
      group
          .everybodyMay("allow-initiate-conference", "join-handling")
          .mayBesides(ann, "is-key-participant")
          .write();
      ImSession anns = ann.joins(group.uri());
      ImSession bens = ben.joins(group.uri());
      ImSession cats = cat.joins(group.uri());

      Guest.outcome("ann leaves", anns.leave());

      ben.seesTheEndOf(bens);
      cat.seesTheEndOf(cats);
    }
  }

  private static SipRequest subscription(ScriptedAgent agent, ImAddress target) {
    SipRequest subscribe = agent.fresh(Methods.SUBSCRIBE, target.toString());
    subscribe
        .headers()
        .add("Event", "conference")
        .add(HeaderName.ACCEPT, "application/conference-info+xml")
        .add("Expires", "600");
    return subscribe;
  }

  private static SipResponse answer(ScriptedAgent agent, SipRequest request, int status) {
    return (SipResponse) agent.awaitResponse(request, status, PATIENCE).message();
  }
}
