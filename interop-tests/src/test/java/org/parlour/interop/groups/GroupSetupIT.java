package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.client.sip.SipResponse;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;

/// Clause 7.2.1.3 over real sockets: somebody calls a group.
@ExtendWith(SuiteExtension.class)
class GroupSetupIT {
  private final RunningSuite suite;

  GroupSetupIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  @Spec({
    "7.2.1.3-7a",
    "7.2.1.3-7b",
    "7.2.1.3-R180-1",
    "7.2.1.3-R180-2",
    "7.2.1.3-R200-1",
    "7.2.1.3-R200-2",
    "7.2.1.3-R200-2a",
    "7.2.1.3-R200-3",
    "7.2.1.3-R200-4",
    "7.2.1.3-R200-5",
    "7.2.1.3-IMS",
    "D-46"
  })
  void theMembersAreCalledAndTheFirstOneToAnswerOpensTheSession() throws MalformedBodyException {
    try (Guest ann = Guest.arrives("set-ann", suite);
        Guest ben = Guest.arrives("set-ben", suite);
        Guest cat = Guest.arrives("set-cat", suite)) {
      GroupFile group = new GroupFile("set", suite);
      group.members(ann, ben, cat).field("inviteMembers", "true").write();

      CompletableFuture<ImSession> asked = ann.calls(group.uri());
      ben.isInvited();
      cat.isInvited();
      ann.sees("ringing", ClientEvent.Ringing.class, any -> true);
      assertThat(asked).isNotDone();
      ImSession bens = ben.accepts();
      ImSession anns = Guest.outcome("the session of ann", asked);

      assertThat(ann.answersToInvite()).extracting(SipResponse::status).containsExactly(180, 200);
      SipResponse ok = ann.answersToInvite().getLast();
      assertThat(ok.headers().firstOr("P-Asserted-Identity", ""))
          .isEqualTo("<" + group.uri() + ">");
      MsrpMedia answer = (MsrpMedia) SdpReader.read(ok.body()).media().getFirst();
      assertThat(answer.acceptTypes())
          .startsWith("message/cpim")
          .isSubsetOf("message/cpim", "text/plain", "application/im-iscomposing+xml");
      Guest.outcome("subscription", bens.subscribe());
      ben.seesConnected(ann, ben);
      Guest.outcome("message", anns.send("hello from ann"));
      ben.hears("hello from ann");
      cat.accepts();
      ben.seesConnected(ann, ben, cat);
      assertThat(ann.answersToInvite()).hasSize(2);
    }
  }

  @Test
  @Spec({"7.2.1.3-RERR-1", "D-30"})
  void whenNoMemberComesTheCallerIsToldTheLowestCode() {
    try (Guest ann = Guest.arrives("err-ann", suite);
        Guest ben = Guest.arrives("err-ben", suite);
        Guest cat = Guest.arrives("err-cat", suite)) {
      GroupFile group = new GroupFile("err", suite);
      group.members(ann, ben, cat).field("inviteMembers", "true").write();

      CompletableFuture<ImSession> asked = ann.calls(group.uri());
      ben.isInvited().invitation().decline(486);
      cat.isInvited().invitation().decline(480);

      assertThat(Guest.refusal(asked)).contains(" 480 ");
    }
  }

  @Test
  @Spec({
    "7.2.1.3-7b",
    "7.2.1.3-8a",
    "7.2.1.3-8b",
    "7.2.1.3-8b-i",
    "7.2.1.3-8c",
    "7.2.1.3-8d",
    "7.2.1.3-8e",
    "D-39"
  })
  void inAChatRoomEverybodyIsAnsweredAtOnceAndSeenByTheOthers() throws MalformedBodyException {
    try (Guest ann = Guest.arrives("room-ann", suite);
        Guest ben = Guest.arrives("room-ben", suite)) {
      GroupFile group = new GroupFile("room", suite);
      group.members(ann, ben).write();

      ImSession anns = ann.joins(group.uri());
      Guest.outcome("subscription", anns.subscribe());
      ann.seesConnected(ann);
      ImSession bens = ben.joins(group.uri());

      assertThat(bens.identity()).isEqualTo(anns.identity());
      assertThat(ben.wasInvited()).isFalse();
      ann.seesConnected(ann, ben);
      SipResponse ok = ben.answersToInvite().getLast();
      MsrpMedia answer = (MsrpMedia) SdpReader.read(ok.body()).media().getFirst();
      assertThat(answer.acceptTypes()).startsWith("message/cpim");
      Guest.outcome("message", bens.send("hello from ben"));
      ann.hears("hello from ben");
      Guest.outcome("ben leaves", bens.leave());
      ann.seesConnected(ann);
    }
  }
}
