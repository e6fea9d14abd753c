package org.parlour.labcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.SessionOptions;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Setup;

/// Two clients and the core between them, over real sockets, without a focus.
class DirectSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ImAddress BOB = ImAddress.sip("bob", "example.org");

  private final ClientRuntime runtime = new ClientRuntime();
  private LabCore core;

  @BeforeEach
  void start() throws Exception {
    core =
        LabCore.start(
            LabCoreConfig.standalone()
                .withListen(new InetSocketAddress("127.0.0.1", 0))
                .withThirdPartyRegister(false));
  }

  @AfterEach
  void stop() {
    runtime.close();
    core.close();
  }

  private ImClient client(String name, CoreAddress.Transport transport, EventLog log)
      throws Exception {
    ClientOptions options = ClientOptions.of(name, "example.org", "im.example.org");
    ImClient client =
        ImClient.open(runtime, new CoreAddress(core.address(), transport), options, log)
            .get(10, TimeUnit.SECONDS);
    client.register().get(10, TimeUnit.SECONDS);
    return client;
  }

  @ParameterizedTest
  @EnumSource(CoreAddress.Transport.class)
  @Spec({"RFC 3261 §13", "RFC 4975 §5.4"})
  void userInvitesUserAndBothChat(CoreAddress.Transport transport) throws Exception {
    EventLog aliceLog = new EventLog();
    EventLog bobLog = new EventLog();
    ImClient alice = client("alice", transport, aliceLog);
    client("bob", transport, bobLog);
    var attempt = alice.join(BOB, SessionOptions.DEFAULT.withSubject("lunch"));

    var invited =
        bobLog.await("invitation", ClientEvent.InvitationReceived.class, e -> true, PATIENCE);
    assertThat(invited.invitation().from().toString())
        .isEqualTo("\"Alice\" <sip:alice@example.org>");
    assertThat(invited.invitation().subject()).isEqualTo("lunch");
    ImSession atBob = invited.invitation().accept().get(10, TimeUnit.SECONDS);
    ImSession atAlice = attempt.session().get(10, TimeUnit.SECONDS);

    atAlice.send("pizza at noon?").get(10, TimeUnit.SECONDS);
    atBob.send("yes ☺").get(10, TimeUnit.SECONDS);
    assertThat(message(bobLog).text()).isEqualTo("pizza at noon?");
    assertThat(message(aliceLog).text()).isEqualTo("yes ☺");

    atAlice.leave().get(10, TimeUnit.SECONDS);
    bobLog.await("end", ClientEvent.SessionEnded.class, e -> true, PATIENCE);
    aliceLog.await("end", ClientEvent.SessionEnded.class, e -> true, PATIENCE);
  }

  private static ClientEvent.ChatMessage message(EventLog log) throws Exception {
    return log.await("message", ClientEvent.MessageReceived.class, e -> true, PATIENCE).message();
  }

  @Test
  @Spec("RFC 4145 §4")
  void offererThatWaitsIsConnectedTo() throws Exception {
    EventLog bobLog = new EventLog();
    ImClient alice = client("alice", CoreAddress.Transport.TCP, new EventLog());
    client("bob", CoreAddress.Transport.TCP, bobLog);
    var attempt = alice.join(BOB, SessionOptions.DEFAULT.withSetup(Setup.ACTPASS));
    var invited =
        bobLog.await("invitation", ClientEvent.InvitationReceived.class, e -> true, PATIENCE);
    invited.invitation().accept().get(10, TimeUnit.SECONDS);
    attempt.session().get(10, TimeUnit.SECONDS).send("x".repeat(20_000)).get(10, TimeUnit.SECONDS);
    assertThat(message(bobLog).text()).hasSize(20_000);
  }

  @Test
  @Spec("RFC 3428 §4")
  void pagerMessageReachesTheUser() throws Exception {
    EventLog bobLog = new EventLog();
    ImClient alice = client("alice", CoreAddress.Transport.TCP, new EventLog());
    client("bob", CoreAddress.Transport.UDP, bobLog);
    alice.sendPager(BOB, "hello").get(10, TimeUnit.SECONDS);
    var pager = bobLog.await("pager", ClientEvent.PagerReceived.class, e -> true, PATIENCE);
    assertThat(new String(pager.body(), StandardCharsets.UTF_8)).isEqualTo("hello");
    assertThat(pager.from().address()).isEqualTo(ImAddress.sip("alice", "example.org"));
  }

  @Test
  @Spec("RFC 3261 §9")
  void invitationCanBeTakenBack() throws Exception {
    EventLog bobLog = new EventLog();
    ImClient alice = client("alice", CoreAddress.Transport.TCP, new EventLog());
    client("bob", CoreAddress.Transport.TCP, bobLog);
    var attempt = alice.join(BOB);
    bobLog.await("invitation", ClientEvent.InvitationReceived.class, e -> true, PATIENCE);
    attempt.cancel();
    bobLog.await("cancel", ClientEvent.InvitationCancelled.class, e -> true, PATIENCE);
    assertThat(attempt.session())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("487");
  }

  @Test
  void userWhoIsNotRegisteredIsUnavailable() throws Exception {
    ImClient alice = client("alice", CoreAddress.Transport.TCP, new EventLog());
    assertThat(alice.join(BOB).session())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("480");
  }
}
