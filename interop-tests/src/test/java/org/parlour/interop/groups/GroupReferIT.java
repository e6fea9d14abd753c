package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.failure.ScriptedAgent;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;

/// Adding and expelling in a group by REFER, over real sockets (reference §5.6).
@ExtendWith(SuiteExtension.class)
class GroupReferIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String[] ALL = {
    "allow-initiate-conference", "join-handling", "allow-conference-state"
  };
  private static final String SDP =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=message 9 TCP/MSRP *
      a=accept-types:message/cpim text/plain
      a=accept-wrapped-types:*
      a=setup:active
      a=path:msrp://127.0.0.1:9/referrer;tcp
      """;

  private final RunningSuite suite;
  private final InetSocketAddress controlling;

  GroupReferIT(RunningSuite suite) {
    this.suite = suite;
    this.controlling = new InetSocketAddress("127.0.0.1", suite.addresses().controllingPort());
  }

  @Test
  @Spec({"RFC 4488 §4", "RFC 3892 §2.1"})
  void whoHasTheRightAddsAndExpels() {
    try (Guest ann = Guest.arrives("ref-ann", suite);
        Guest ben = Guest.arrives("ref-ben", suite);
        Guest dan = Guest.arrives("ref-dan", suite)) {
      GroupFile group = new GroupFile("ref", suite).members(ann, ben);
      group
          .membersMay(ALL)
          .mayBesides(ann, "allow-invite-users-dynamically", "allow-expelling")
          .write();
      ImSession anns = ann.joins(group.uri());
      Guest.outcome("subscription", anns.subscribe());
      ImSession bens = ben.joins(group.uri());

      assertThat(Guest.refusal(bens.invite(dan.address())))
          .contains("403", "adding participants not allowed");
      assertThat(Guest.refusal(bens.expel(ann.address()))).contains("403", "expelling not allowed");
      Guest.outcome("ann adds dan", anns.invite(dan.address()));
      assertThat(dan.isInvited().invitation().request().headers().firstOr("Referred-By", ""))
          .contains(ann.address().toString());
      ImSession dans = dan.accepts();
      ann.seesConnected(ann, ben, dan);
      Guest.outcome("dan speaks", dans.send("hello from dan"));
      ben.hears("hello from dan");

      Guest.outcome("ann expels ben", anns.expel(ben.address()));
      ben.seesTheEndOf(bens);
      ann.seesConnected(ann, dan);
    }
  }

  @Test
  @Spec({"RFC 3515 §2.4.4", "RFC 3515 §2.4.5"})
  void aReferrerWhoWantsToKnowHearsWhatBecomesOfIt() {
    try (Guest dan = Guest.arrives("sub-dan", suite);
        ScriptedAgent raw = new ScriptedAgent("sub-raw-" + Tokens.random(6).toLowerCase())) {
      GroupFile group = new GroupFile("sub", suite).field("openToAll", "true");
      group.write();
      String session = joins(raw, group.uri());

      SipRequest refer = raw.fresh(Methods.REFER, session);
      refer.headers().add(HeaderName.REFER_TO, "<" + dan.address() + ";method=INVITE>");
      raw.send(refer, controlling);
      SipResponse accepted = (SipResponse) raw.awaitResponse(refer, 202, PATIENCE).message();
      dan.isInvited().invitation().decline(486);

      assertThat(accepted.headers().has(HeaderName.REFER_SUB)).isFalse();
      assertThat(raw.awaitBodies(Methods.NOTIFY, refer.callId(), 2, PATIENCE))
          .isEqualTo(List.of("SIP/2.0 100 Trying\r\n", "SIP/2.0 486 Busy Here\r\n"));
      SipRequest first =
          (SipRequest) raw.awaitRequest(Methods.NOTIFY, refer.callId(), PATIENCE).message();
      assertThat(first.headers().firstOr("Event", "")).isEqualTo("refer");
      assertThat(first.contentType()).isEqualTo("message/sipfrag");
    }
  }

  @Test
  @Spec({"7.2.1.2-0", "RFC 3891 §4"})
  void aCallBetweenTwoGrowsIntoAConference() {
    try (Guest ben = Guest.arrives("rep-ben", suite);
        ScriptedAgent raw = new ScriptedAgent("rep-raw")) {
      String replaced = "call-1@192.0.2.1;to-tag=b;from-tag=a";
      SipRequest invite =
          raw.invitation(List.of(new Recipient(ben.address(), CopyControl.TO, false, replaced)));

      raw.send(invite, controlling);

      ClientEvent.InvitationReceived invited = ben.isInvited();
      assertThat(invited.invitation().request().headers().firstOr("Replaces", ""))
          .isEqualTo(replaced);
      ben.accepts();
      raw.awaitResponse(invite, 200, PATIENCE);
    }
  }

  /// @return S
  private String joins(ScriptedAgent agent, ImAddress group) {
    SipRequest invite =
        agent
            .fresh(Methods.INVITE, group.toString())
            .withBody(
                "application/sdp", SDP.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    agent.send(invite, controlling);
    SipResponse ok = (SipResponse) agent.awaitResponse(invite, 200, PATIENCE).message();
    Dialog dialog = Dialog.ofCaller(invite, ok);
    agent.send(agent.complete(dialog.ack(ok.cseq())), controlling);
    return dialog.remoteTarget();
  }
}
