package org.parlour.interop.suite;

import java.net.InetSocketAddress;
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
import org.parlour.client.Rosters;
import org.parlour.client.SessionOptions;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// An IM User of a test, whose client is registered at a SIP/IP core. What it is to see, and what
/// is to become of what it does, is waited for with a deadline; what does not come fails the test,
/// and the failure says what came instead. Thread: any.
public abstract class ImUser implements AutoCloseable {
  /// Longer than a failover takes.
  public static final Duration PATIENCE = Duration.ofSeconds(40);

  private final EventLog events = new EventLog();
  private final ImClient client;

  /// Connects and registers.
  ///
  /// @param runtime is not closed with the user
  protected ImUser(ClientRuntime runtime, CoreAddress core, ClientOptions options) {
    this.client =
        outcome("connection of " + options.user(), ImClient.open(runtime, core, options, events));
    outcome("registration of " + options.user(), client.register());
  }

  /// Where clients of a suite register, over TCP.
  protected static CoreAddress labCore(RunningSuite suite) {
    return CoreAddress.tcp(new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort()));
  }

  public final ImAddress address() {
    return client.options().user();
  }

  public final ImClient client() {
    return client;
  }

  /// Sends the INVITE to F; the session comes when the first of them has accepted.
  public final CompletableFuture<ImSession> invites(ImUser... others) {
    return invites(Stream.of(others).map(other -> Recipient.to(other.address())).toList());
  }

  public final CompletableFuture<ImSession> invites(List<Recipient> others) {
    return client.createSession(others, SessionOptions.DEFAULT).session();
  }

  /// Sends an INVITE to G or S.
  public final CompletableFuture<ImSession> calls(ImAddress target) {
    return client.join(target).session();
  }

  public final ImSession joins(ImAddress target) {
    return outcome(address() + " joins " + target, calls(target));
  }

  public final ClientEvent.InvitationReceived isInvited() {
    return sees("an invitation", ClientEvent.InvitationReceived.class, any -> true);
  }

  public final ImSession accepts() {
    return outcome(address() + " accepts", isInvited().invitation().accept());
  }

  public final ClientEvent.ChatMessage hears(String text) {
    return sees(
            "message '" + text + "'",
            ClientEvent.MessageReceived.class,
            heard -> heard.message().text().equals(text))
        .message();
  }

  /// Waits until the roster shows exactly these as connected.
  public final void seesConnected(ImUser... expected) {
    List<ImAddress> wanted = Stream.of(expected).map(ImUser::address).toList();
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

  public final void seesTheEndOf(ImSession session) {
    sees(
        "the end of the session",
        ClientEvent.SessionEnded.class,
        ended -> ended.session() == session);
  }

  /// The first event that passes `test`, however long ago it came.
  public final <T extends ClientEvent> T sees(
      String what, Class<T> type, Predicate<? super T> test) {
    try {
      return events.await(address() + " sees " + what, type, test, PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + events.all(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Those so far.
  public final <T extends ClientEvent> List<T> all(Class<T> type) {
    return events.all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// The value, or a failure that says what was tried.
  public static <T> T outcome(String what, CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(what + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": no outcome within " + PATIENCE, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted", e);
  }

  @Override
  public void close() {
    client.close();
  }
}
