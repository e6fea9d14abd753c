package org.parlour.interop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImSession;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.protocol.Spec;

/// Any edge serves any dialog: what one edge began, the other goes on with (architecture §7).
@ExtendWith(ClusterExtension.class)
class TwoEdgesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Longer than the first two intervals of RFC 3261 §13.3.1.4.
  private static final Duration REPEATS = Duration.ofMillis(2_500);

  private final Cluster cluster;
  private final InetSocketAddress a;
  private final InetSocketAddress b;
  private final ClientRuntime runtime = new ClientRuntime();
  private final ScriptedAgent caller = new ScriptedAgent("edges-caller-" + Tokens.random(6));
  private final Party invitee;

  TwoEdgesIT(Cluster cluster) {
    this.cluster = cluster;
    this.a = cluster.controllingPorts().get(0);
    this.b = cluster.controllingPorts().get(1);
    this.invitee =
        Party.arrives("edges-invitee-" + Tokens.random(6).toLowerCase(), runtime, cluster.core());
  }

  @AfterEach
  void everybodyGoesHome() {
    caller.close();
    invitee.close();
    runtime.close();
  }

  @Test
  @Spec({"RFC 3261 §12.2", "RFC 3261 §13.3.1.4", "RFC 3261 §17.2"})
  void aDialogThatBeganAtOneEdgeGoesOnAtTheOther() {
    SipRequest invite = caller.invitation(invitee.address());
    caller.send(invite, a);
    caller.awaitResponse(invite, 100, PATIENCE);
    ClientEvent.InvitationReceived invitation = invitee.isInvited();
    caller.awaitResponse(invite, 180, PATIENCE);

    caller.send(invite, b);
    await("the other edge tells that it rings")
        .atMost(PATIENCE)
        .until(() -> caller.count(invite, 180) == 2);
    CompletableFuture<ImSession> accepted = invitation.invitation().accept();
    SipResponse ok = (SipResponse) caller.awaitResponse(invite, 200, PATIENCE).message();
    Dialog dialog = Dialog.ofCaller(invite, ok);
    SipRequest ack = caller.complete(dialog.ack(ok.cseq()));
    caller.send(ack, b);
    Party.outcome("the invitee's session", accepted);
    assertNoMoreAnswers(invite);
    assertThat(invitee.all(ClientEvent.InvitationReceived.class)).hasSize(1);

    SipRequest modify = caller.modification(dialog.request(Methods.INVITE), 2);
    caller.send(modify, b);
    SipResponse modified = (SipResponse) caller.awaitResponse(modify, 200, PATIENCE).message();
    caller.send(caller.complete(dialog.ack(modified.cseq())), a);
    assertThat(modified.toTag()).isEqualTo(ok.toTag());
    assertNoMoreAnswers(modify);

    SipRequest subscribe = caller.fresh(Methods.SUBSCRIBE, dialog.remoteTarget());
    subscribe
        .headers()
        .add("Event", "conference")
        .add(HeaderName.ACCEPT, "application/conference-info+xml")
        .add("Expires", "600");
    caller.send(subscribe, b);
    caller.awaitResponse(subscribe, 200, PATIENCE);
    caller.awaitRequest(Methods.NOTIFY, subscribe.callId(), PATIENCE);

    SipRequest bye = caller.complete(dialog.request(Methods.BYE));
    caller.send(bye, b);
    caller.awaitResponse(bye, 200, PATIENCE);
    SipRequest late = caller.modification(dialog.request(Methods.INVITE), 3);
    caller.send(late, a);
    caller.awaitResponse(late, 481, PATIENCE);
  }

  @Test
  @Spec("RFC 3261 §9.2")
  void anInviteIsCancelledThroughTheOtherEdge() {
    SipRequest invite = caller.invitation(invitee.address());
    caller.send(invite, a);
    caller.awaitResponse(invite, 100, PATIENCE);
    invitee.isInvited();

    SipRequest cancel = ScriptedAgent.cancel(invite);
    caller.send(cancel, b);
    caller.awaitResponse(cancel, 200, PATIENCE);
    caller.awaitResponse(invite, 487, PATIENCE);
    invitee.sees("the end of it", ClientEvent.InvitationCancelled.class, any -> true);
  }

  @Test
  @Spec("RFC 3261 §18.2.2")
  void theOtherEdgeAnswersWhatADeadOneHeld() {
    SipRequest invite = caller.invitation(invitee.address());
    caller.send(invite, a);
    caller.awaitResponse(invite, 100, PATIENCE);
    ClientEvent.InvitationReceived invitation = invitee.isInvited();

    try {
      cluster.edges().getFirst().process().kill();
      long killed = System.nanoTime();
      invitation.invitation().accept();
      ScriptedAgent.Arrival answer = caller.awaitResponse(invite, 200, Duration.ofSeconds(10));
      System.out.printf(
          "edge killed; its INVITE was answered after %d ms%n",
          (answer.nanos() - killed) / 1_000_000);

      SipResponse ok = (SipResponse) answer.message();
      Dialog dialog = Dialog.ofCaller(invite, ok);
      caller.send(caller.complete(dialog.ack(ok.cseq())), b);
      invitee.sees("the session", ClientEvent.SessionEstablished.class, any -> true);
      SipRequest bye = caller.complete(dialog.request(Methods.BYE));
      caller.send(bye, b);
      caller.awaitResponse(bye, 200, PATIENCE);
    } finally {
      cluster.edges().getFirst().startAgain();
      cluster.edges().getFirst().awaitReady();
    }
  }

  /// The edge that repeats a 2xx stops when any edge has read the ACK; what was on its way may
  /// come.
  private void assertNoMoreAnswers(SipRequest request) {
    long before = caller.count(request, 200);
    await("the 200 to " + request.method() + " is not repeated")
        .during(REPEATS)
        .atMost(REPEATS.plusSeconds(1))
        .until(() -> caller.count(request, 200) <= before + 1);
  }
}
