package org.parlour.interop.pager;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.parlour.client.ClientOptions;
import org.parlour.client.CoreAddress;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.PagerBody;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.TappedUser;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// A user whose client is registered at the lab core, and what it was sent, as it stood on the
/// wire.
final class Correspondent extends TappedUser {
  private Correspondent(CoreAddress core, ClientOptions options) {
    super(core, options);
  }

  static Correspondent arrives(String name, RunningSuite suite, Transport transport) {
    return arrives(ClientOptions.of(name, "example.org", "im.example.org"), suite, transport);
  }

  static Correspondent arrives(ClientOptions options, RunningSuite suite, Transport transport) {
    InetSocketAddress core = new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort());
    return new Correspondent(new CoreAddress(core, transport), options);
  }

  Recipient listed() {
    return Recipient.to(address());
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
      throw new AssertionError(e.getMessage() + "; seen: " + received().all(SipMessage.class), e);
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
    Set<String> branches = new HashSet<>();
    return received().all(SipRequest.class).stream()
        .filter(request -> request.is(Methods.MESSAGE))
        .filter(request -> branches.add(request.branch()))
        .toList();
  }

  /// Final answers to own MESSAGEs, challenges aside.
  List<Integer> answers() {
    return received().all(SipResponse.class).stream()
        .filter(response -> response.cseqMethod().equals(Methods.MESSAGE))
        .map(SipResponse::status)
        .filter(status -> status >= 200 && status != 401 && status != 407)
        .toList();
  }
}
