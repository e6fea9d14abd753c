package org.parlour.interop.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.ImUser;
import org.parlour.interop.suite.RunningSuite;

/// A user with a client, who keeps every SIP and MSRP message that it was sent.
final class Guest extends ImUser {
  private final ClientRuntime runtime;
  private final List<String> received;

  private Guest(
      ClientRuntime runtime, CoreAddress core, ClientOptions options, List<String> received) {
    super(runtime, core, options);
    this.runtime = runtime;
    this.received = received;
  }

  static Guest arrives(String name, RunningSuite suite) {
    return arrives(name, suite, options -> options);
  }

  static Guest arrives(String name, RunningSuite suite, UnaryOperator<ClientOptions> like) {
    List<String> received = new ArrayList<>();
    return new Guest(
        new ClientRuntime(1, frame -> keep(frame, received)),
        labCore(suite),
        like.apply(ClientOptions.of(name, "example.org", "im.example.org")),
        received);
  }

  private static void keep(WireTap.Frame frame, List<String> received) {
    if (!frame.outgoing()) {
      synchronized (received) {
        received.add(new String(frame.bytes(), UTF_8));
      }
    }
  }

  /// Every message it was sent so far, as text.
  List<String> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  @Override
  public void close() {
    super.close();
    runtime.close();
  }
}
