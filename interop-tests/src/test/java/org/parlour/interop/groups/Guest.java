package org.parlour.interop.groups;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientException;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.Rosters;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipParser;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// A user with a client behind the lab core, who remembers every SIP message that reached it.
final class Guest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<SipMessage> received = new CopyOnWriteArrayList<>();
  private final EventLog events = new EventLog();
  private final ClientRuntime runtime = new ClientRuntime(1, this::saw);
  private final ImClient client;

  private Guest(ClientOptions options, int core) {
    this.client =
        outcome(
            "connection",
            ImClient.open(
                runtime,
                CoreAddress.tcp(new InetSocketAddress("127.0.0.1", core)),
                options,
                events));
    outcome("registration of " + options.user(), client.register());
  }

  /// Registers under a name of its own that begins with `name`.
  static Guest arrives(String name, RunningSuite suite) {
    return new Guest(options(name), suite.addresses().labCorePort());
  }

  static Guest arrivesHidden(String name, RunningSuite suite) {
    return new Guest(options(name).withAnonymity(), suite.addresses().labCorePort());
  }

  private static ClientOptions options(String name) {
    return ClientOptions.of(
        name + "-" + Tokens.random(8).toLowerCase(), "example.org", "im.example.org");
  }

  private void saw(WireTap.Frame frame) {
    if (frame.protocol() == WireTap.Protocol.SIP && !frame.outgoing()) {
      try {
        received.add(SipParser.parse(frame.bytes()));
      } catch (MalformedSipException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  ImAddress address() {
    return client.options().user();
  }

  ImClient client() {
    return client;
  }

  CompletableFuture<ImSession> calls(ImAddress target) {
    return client.join(target).session();
  }

  ImSession joins(ImAddress target) {
    return outcome(address() + " joins " + target, calls(target));
  }

  /// The one line of the refusal: the status and the warning.
  String isRefusedBy(ImAddress target) {
    return refusal(calls(target));
  }

  static String refusal(CompletableFuture<?> asked) {
    try {
      return "accepted: " + asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClientException refused) {
        return refused.getMessage();
      }
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  ClientEvent.InvitationReceived isInvited() {
    return sees("an invitation", ClientEvent.InvitationReceived.class, any -> true);
  }

  ImSession accepts() {
    return outcome(address() + " accepts", isInvited().invitation().accept());
  }

  void hears(String text) {
    sees(
        "message '" + text + "'",
        ClientEvent.MessageReceived.class,
        received -> received.message().text().equals(text));
  }

  void seesTheEndOf(ImSession session) {
    sees(
        "the end of the session",
        ClientEvent.SessionEnded.class,
        ended -> ended.session() == session);
  }

  /// Waits until the roster shows exactly these as connected.
  void seesConnected(Guest... expected) {
    List<ImAddress> wanted = Arrays.stream(expected).map(Guest::address).toList();
    sees(
        "roster " + wanted,
        ClientEvent.RosterChanged.class,
        changed -> {
          List<ImAddress> connected =
              changed.roster().users().stream()
                  .filter(Rosters::isConnected)
                  .map(user -> user.entity().canonical())
                  .toList();
          return connected.size() == wanted.size() && connected.containsAll(wanted);
        });
  }

  <T extends ClientEvent> T sees(String what, Class<T> type, Predicate<? super T> test) {
    try {
      return events.await(address() + " sees " + what, type, test, PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + events.all(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  boolean wasInvited() {
    return events.all().stream().anyMatch(ClientEvent.InvitationReceived.class::isInstance);
  }

  /// Responses to INVITE so far, without 100 and challenges.
  List<SipResponse> answersToInvite() {
    return received.stream()
        .filter(m -> m instanceof SipResponse && m.cseqMethod().equals("INVITE"))
        .map(SipResponse.class::cast)
        .filter(r -> r.status() != 100 && r.status() != 401 && r.status() != 407)
        .toList();
  }

  static <T> T outcome(String what, CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(what + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": no outcome within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    runtime.close();
  }
}
