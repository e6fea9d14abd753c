package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.contracts.group.GroupAction.JOIN_HANDLING;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Rules;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;

class LargeGroupMessagesTest {
  private final SessionKit kit =
      SessionKit.group()
          .document(
              1, new Rules().members("alice", "bob", "carol").membersMay(JOIN_HANDLING).document());

  private Effect.ToAggregate handed() {
    assertThat(kit.effects()).singleElement().isInstanceOf(Effect.ToAggregate.class);
    return (Effect.ToAggregate) kit.effects().getFirst();
  }

  private static SipMethod.Invite invite(Effect.ToAggregate handed) {
    return (SipMethod.Invite) ((SipRequest) handed.input()).method();
  }

  private void refused(String text) {
    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of(text));
  }

  @Test
  void itsMembersAreListedForAFocusOfItsOwn() {
    kit.alice.forOneMessage().calls(SessionKit.LOBBY);

    Effect.ToAggregate handed = handed();
    assertThat(SessionKit.DOMAIN.isAdHocSession(ImAddress.parse(handed.key().value()))).isTrue();
    assertThat(((SipRequest) handed.input()).requestUri()).isEqualTo(SessionKit.FACTORY);
    List<Recipient> listed = invite(handed).recipients();
    assertThat(listed)
        .extracting(Recipient::address)
        .containsExactly(kit.alice.address(), kit.bob.address(), kit.carol.address());
    assertThat(ResourceLists.disclosed(listed)).isEmpty();
    assertThat(kit.focus().running()).isNull();
  }

  @Test
  void theSessionOfTheGroupIsNothingToIt() {
    kit.document(2, false, true, "alice", "bob");
    kit.bob.calls(SessionKit.LOBBY).acknowledges();

    kit.alice.forOneMessage().calls(SessionKit.LOBBY);

    assertThat(handed().key().value()).doesNotContain("lobby");
  }

  @Test
  void theSameInviteGoesToTheSameFocusAndSoDoesItsCancel() {
    kit.alice.forOneMessage().calls(SessionKit.LOBBY);
    AggregateKey key = handed().key();

    kit.alice.repeatsInvite();
    assertThat(handed().key()).isEqualTo(key);
    kit.alice.cancels();
    assertThat(handed().key()).isEqualTo(key);
    kit.alice.calls(SessionKit.LOBBY);
    assertThat(handed().key()).isNotEqualTo(key);
  }

  @Test
  void strangersAndWhoHidesAreRefused() {
    kit.dave.forOneMessage().calls(SessionKit.LOBBY);
    refused("originator not authorized");

    kit.bob.forOneMessage().anonymously().calls(SessionKit.LOBBY);
    refused("anonymity not allowed");
  }

  @Test
  void whatWasHandedOverIsAnswered() {
    Peer alice = kit.alice.forOneMessage();
    alice.calls(SessionKit.LOBBY);
    SessionKit own = SessionKit.adHoc();

    own.input(handed().input());

    assertThat(own.requests("INVITE")).hasSize(2);
    assertThat(own.session().largeMessage()).isTrue();
  }
}
