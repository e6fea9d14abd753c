package org.parlour.interop.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.Rosters;
import org.parlour.client.SessionOptions;
import org.parlour.client.media.MediaIdentity;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpTransport;

/// A user with a client, for stories: every step waits for its outcome, with a deadline.
final class Person implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String DOMAIN = "example.org";
  private static final String IM_DOMAIN = "im.example.org";

  private final ImAddress address;
  private final ClientRuntime runtime;
  private final ImClient client;
  private final EventLog events;

  private Person(ImAddress address, ClientRuntime runtime, ImClient client, EventLog events) {
    this.address = address;
    this.runtime = runtime;
    this.client = client;
    this.events = events;
  }

  /// Registers at the suite's lab core, over TCP.
  ///
  /// @param name any: the lab core knows every user
  static Person arrives(String name, RunningSuite suite) {
    return arrives(name, suite, MsrpTransport.TCP, new MediaIdentity());
  }

  static Person arrives(String name, CoreAddress core) {
    return arrives(name, core, MsrpTransport.TCP, new MediaIdentity());
  }

  /// @param by what MSRP is offered over
  static Person arrives(String name, RunningSuite suite, MsrpTransport by, MediaIdentity shown) {
    return arrives(
        name,
        CoreAddress.tcp(new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort())),
        by,
        shown);
  }

  private static Person arrives(
      String name, CoreAddress core, MsrpTransport by, MediaIdentity shown) {
    ClientRuntime runtime = new ClientRuntime(1, WireTap.NONE, shown);
    EventLog events = new EventLog();
    ClientOptions options = ClientOptions.of(name, DOMAIN, IM_DOMAIN).withMsrp(by);
    ImClient client = outcome("connect", ImClient.open(runtime, core, options, events));
    outcome("registration of " + name, client.register());
    return new Person(options.user(), runtime, client, events);
  }

  ImAddress address() {
    return address;
  }

  ImClient client() {
    return client;
  }

  EventLog events() {
    return events;
  }

  /// Sends the INVITE to F; the session comes when the first of them has accepted.
  CompletableFuture<ImSession> invites(Person... others) {
    List<Recipient> recipients =
        Arrays.stream(others).map(other -> Recipient.to(other.address)).toList();
    return client.createSession(recipients, SessionOptions.DEFAULT).session();
  }

  /// Waits for an invitation and accepts it.
  ImSession accepts() {
    return outcome(
        address + " accepts",
        sees("an invitation", ClientEvent.InvitationReceived.class, any -> true)
            .invitation()
            .accept());
  }

  void hears(String text) {
    sees(
        "message '" + text + "'",
        ClientEvent.MessageReceived.class,
        received -> received.message().text().equals(text));
  }

  /// Waits until the roster shows exactly these as connected.
  void seesConnected(Person... expected) {
    List<ImAddress> wanted = Arrays.stream(expected).map(Person::address).toList();
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

  void seesTheEndOf(ImSession session) {
    sees(
        "the end of the session",
        ClientEvent.SessionEnded.class,
        ended -> ended.session() == session);
  }

  <T extends ClientEvent> T sees(String what, Class<T> type, Predicate<? super T> test) {
    try {
      return events.await(address + " sees " + what, type, test, PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + events.all(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// The value, or a failure that says what was tried.
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
