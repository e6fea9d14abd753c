package org.parlour.interop.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.SessionOptions;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// A user with a client, who keeps every SIP and MSRP message that it was sent.
final class Guest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ClientRuntime runtime;
  private final ImClient client;
  private final EventLog events;
  private final List<String> received;

  private Guest(ClientRuntime runtime, ImClient client, EventLog events, List<String> received) {
    this.runtime = runtime;
    this.client = client;
    this.events = events;
    this.received = received;
  }

  static Guest arrives(String name, RunningSuite suite) {
    return arrives(name, suite, options -> options);
  }

  static Guest arrives(String name, RunningSuite suite, UnaryOperator<ClientOptions> like) {
    List<String> received = new ArrayList<>();
    ClientRuntime runtime = new ClientRuntime(1, frame -> keep(frame, received));
    EventLog events = new EventLog();
    ClientOptions options = like.apply(ClientOptions.of(name, "example.org", "im.example.org"));
    CoreAddress core =
        CoreAddress.tcp(new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort()));
    ImClient client = outcome("connect", ImClient.open(runtime, core, options, events));
    outcome("registration of " + name, client.register());
    return new Guest(runtime, client, events, received);
  }

  private static void keep(WireTap.Frame frame, List<String> received) {
    if (!frame.outgoing()) {
      synchronized (received) {
        received.add(new String(frame.bytes(), UTF_8));
      }
    }
  }

  ImAddress address() {
    return client.options().user();
  }

  /// Every message it was sent so far, as text.
  List<String> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  CompletableFuture<ImSession> invites(Guest... others) {
    return invites(Stream.of(others).map(other -> Recipient.to(other.address())).toList());
  }

  CompletableFuture<ImSession> invites(List<Recipient> others) {
    return client.createSession(others, SessionOptions.DEFAULT).session();
  }

  ImSession joins(ImAddress target) {
    return outcome(address() + " joins", client.join(target).session());
  }

  ImSession accepts() {
    return outcome(
        address() + " accepts",
        sees("an invitation", ClientEvent.InvitationReceived.class, any -> true)
            .invitation()
            .accept());
  }

  ClientEvent.ChatMessage hears(String text) {
    return sees(
            "message '" + text + "'",
            ClientEvent.MessageReceived.class,
            heard -> heard.message().text().equals(text))
        .message();
  }

  void seesTheEndOf(ImSession session) {
    sees("the end", ClientEvent.SessionEnded.class, ended -> ended.session() == session);
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
