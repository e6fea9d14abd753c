package org.parlour.interop.sipp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientListener;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.SessionOptions;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;

/// SIPp in the place of the SIP/IP core speaks to the controlling port; whom it invites is a client
/// of ours behind the lab core.
@ExtendWith(SuiteExtension.class)
class SippIT {
  private final RunningSuite suite;
  private final ClientRuntime runtime = new ClientRuntime();

  SippIT(RunningSuite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void sippIsThere() {
    assumeTrue(Sipp.isInstalled(), "sipp is not installed (Debian: sip-tester)");
  }

  @AfterEach
  void everybodyGoesHome() {
    runtime.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  @Spec({"7.2.1.2-1", "7.2.1.2-R200-3", "7.2.1.6-3a", "7.2.1.11-1"})
  void aSessionIsSetUpModifiedRefreshedAndLeft(String transport) {
    ImClient bob = arrives("sipp-bob", this::accept);

    play("invite", transport, 3, Map.of("user", address("ann"), "invitee", uri(bob)));
  }

  private void accept(ClientEvent event) {
    if (event instanceof ClientEvent.InvitationReceived received) {
      received.invitation().accept();
    }
  }

  /// Over UDP only: over TCP the NOTIFY has a connection of its own and may come before the 200
  /// (RFC 6665 §4.1.2.4), and SIPp aborts when the one comes while it answers the other. The
  /// ladders of this clause play it over both.
  @Test
  @Spec({"7.2.1.12-6", "7.2.1.12-9", "7.2.1.12-11", "7.2.1.12-S2"})
  void aParticipantSubscribesToTheRoster() {
    ImClient bob = arrives("sipp-ben", this::accept);
    ImClient ann = arrives("sipp-ann", new EventLog());
    ImSession session =
        ann.createSession(List.of(Recipient.to(bob.options().user())), SessionOptions.DEFAULT)
            .session()
            .join();

    play("subscribe", "u1", 3, Map.of("user", uri(bob), "session", session.identity().toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  @Spec({"7.2.1.2-1", "7.2.1.2-2", "7.2.1.12-0"})
  void whatCannotBeDoneIsRefused(String transport) {
    play("errors", transport, 3, Map.of("user", address("sipp-eve")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  @Spec("8.3.1.1.1-4")
  void aMessageToNowhereIsRefused(String transport) {
    play("message", transport, 3, Map.of("user", address("sipp-eve")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  @Spec({"8.3.1.1.1-8", "8.3.2.1-5a"})
  void aMessageToAListReachesItsReader(String transport) {
    List<ClientEvent> seen = new CopyOnWriteArrayList<>();
    ImClient bob = arrives("sipp-bea", seen::add);

    play("message-list", transport, 1, Map.of("user", address("sipp-ann"), "invitee", uri(bob)));

    await("the message")
        .until(() -> seen.stream().anyMatch(ClientEvent.PagerReceived.class::isInstance));
  }

  private static String address(String user) {
    return "sip:" + user + "@example.org";
  }

  private static String uri(ImClient client) {
    return client.options().user().toString();
  }

  /// A client of ours at the lab core.
  private ImClient arrives(String name, ClientListener listener) {
    ClientOptions options =
        ClientOptions.of(
            name + "-" + Tokens.random(6).toLowerCase(), "example.org", "im.example.org");
    CoreAddress core =
        CoreAddress.tcp(new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort()));
    ImClient client = ImClient.open(runtime, core, options, listener).join();
    client.register().join();
    return client;
  }

  private void play(String scenario, String transport, int calls, Map<String, String> keys) {
    Sipp.play(scenario, transport, suite.addresses().controllingPort(), calls, keys);
  }
}
