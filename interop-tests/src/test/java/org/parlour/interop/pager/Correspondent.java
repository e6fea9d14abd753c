package org.parlour.interop.pager;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.PagerBody;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipParser;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// A user whose client is registered at the lab core, and what it was sent, as it stood on the
/// wire.
final class Correspondent implements WireTap, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ClientRuntime runtime = new ClientRuntime(1, this);
  private final EventLog events = new EventLog();
  private final List<SipMessage> received = new CopyOnWriteArrayList<>();
  private final ClientOptions options;
  private final ImClient client;

  private Correspondent(ClientOptions options, CoreAddress core) {
    this.options = options;
    this.client = outcome("connection", ImClient.open(runtime, core, options, events));
    outcome("registration of " + options, client.register());
  }

  static Correspondent arrives(String name, RunningSuite suite, Transport transport) {
    return arrives(ClientOptions.of(name, "example.org", "im.example.org"), suite, transport);
  }

  static Correspondent arrives(ClientOptions options, RunningSuite suite, Transport transport) {
    InetSocketAddress core = new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort());
    return new Correspondent(options, new CoreAddress(core, transport));
  }

  ImAddress address() {
    return options.user();
  }

  Recipient listed() {
    return Recipient.to(address());
  }

  ImClient client() {
    return client;
  }

  <T extends ClientEvent> T sees(String what, Class<T> type) {
    try {
      return events.await(address() + " sees " + what, type, any -> true, PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + events.all(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Waits for the first MESSAGE with this text.
  SipRequest gets(String text) {
    return awaited("'" + text + "'", () -> find(text));
  }

  private Optional<SipRequest> find(String text) {
    return messages().stream().filter(message -> text(message).equals(text)).findFirst();
  }

  /// Waits for the notification that a message did not reach somebody.
  ImAddress hearsOfFailure() {
    return awaited(
        "a failure",
        () ->
            messages().stream()
                .map(message -> body(message).failure())
                .filter(failure -> failure != null)
                .map(failure -> failure.recipient())
                .findFirst());
  }

  private <T> T awaited(String what, Supplier<Optional<T>> found) {
    try {
      return await(address() + " gets " + what)
          .atMost(PATIENCE)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .until(found::get, Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + received, e);
    }
  }

  static String text(SipRequest message) {
    return body(message).text();
  }

  static PagerBody body(SipRequest message) {
    return PagerBody.read(message.headers().firstOr(HeaderName.CONTENT_TYPE, ""), message.body());
  }

  /// The MESSAGEs so far, each once.
  List<SipRequest> messages() {
    List<String> branches = new ArrayList<>();
    return received.stream()
        .filter(SipRequest.class::isInstance)
        .map(SipRequest.class::cast)
        .filter(request -> request.is(Methods.MESSAGE))
        .filter(
            request -> {
              boolean first = !branches.contains(request.branch());
              branches.add(request.branch());
              return first;
            })
        .toList();
  }

  /// Final answers to own MESSAGEs, challenges aside.
  List<Integer> answers() {
    return received.stream()
        .filter(SipResponse.class::isInstance)
        .map(SipResponse.class::cast)
        .filter(response -> response.cseqMethod().equals(Methods.MESSAGE))
        .map(SipResponse::status)
        .filter(status -> status >= 200 && status != 401 && status != 407)
        .toList();
  }

  @Override
  public void saw(Frame frame) {
    if (frame.protocol() == Protocol.SIP && !frame.outgoing()) {
      try {
        received.add(SipParser.parse(frame.bytes()));
      } catch (MalformedSipException e) {
        throw new IllegalStateException("the core sends what is no SIP", e);
      }
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
