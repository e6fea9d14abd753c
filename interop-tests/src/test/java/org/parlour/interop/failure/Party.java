package org.parlour.interop.failure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.SessionOptions;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpTransport;

/// A registered user of the reference client.
final class Party implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ImClient client;
  private final EventLog events;

  private Party(ImClient client, EventLog events) {
    this.client = client;
    this.events = events;
  }

  static Party arrives(String name, ClientRuntime runtime, CoreAddress core) {
    return arrives(name, runtime, core, MsrpTransport.TCP);
  }

  /// @param by what MSRP is offered over
  static Party arrives(String name, ClientRuntime runtime, CoreAddress core, MsrpTransport by) {
    EventLog events = new EventLog();
    ClientOptions options = ClientOptions.of(name, "example.org", "im.example.org").withMsrp(by);
    ImClient client = outcome("connection", ImClient.open(runtime, core, options, events));
    outcome("registration of " + name, client.register());
    return new Party(client, events);
  }

  ImAddress address() {
    return client.options().user();
  }

  EventLog events() {
    return events;
  }

  CompletableFuture<ImSession> invites(Party... others) {
    List<Recipient> recipients =
        Stream.of(others).map(other -> Recipient.to(other.address())).toList();
    return client.createSession(recipients, SessionOptions.DEFAULT).session();
  }

  ClientEvent.InvitationReceived invited() {
    return sees("an invitation", ClientEvent.InvitationReceived.class, any -> true);
  }

  ImSession accepts() {
    return outcome(address() + " accepts", invited().invitation().accept());
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

  <T extends ClientEvent> List<T> all(Class<T> type) {
    return events.all().stream().filter(type::isInstance).map(type::cast).toList();
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
  }
}
