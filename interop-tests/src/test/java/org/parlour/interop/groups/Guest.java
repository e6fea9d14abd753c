package org.parlour.interop.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientException;
import org.parlour.client.ClientOptions;
import org.parlour.client.CoreAddress;
import org.parlour.client.ImSession;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.TappedUser;
import org.parlour.protocol.address.ImAddress;

/// A user with a client behind the lab core, who remembers every SIP message that reached it.
final class Guest extends TappedUser {
  private Guest(CoreAddress core, ClientOptions options) {
    super(core, options);
  }

  /// Registers under a name of its own that begins with `name`.
  static Guest arrives(String name, RunningSuite suite) {
    return arrives(options(name), suite);
  }

  /// Registers as one of the users whom the suite knows with a password.
  static Guest demo(String name, RunningSuite suite) {
    return arrives(ClientOptions.of(name, "example.org", "im.example.org"), suite);
  }

  static Guest arrivesHidden(String name, RunningSuite suite) {
    return arrives(options(name).withAnonymity(), suite);
  }

  private static Guest arrives(ClientOptions options, RunningSuite suite) {
    return new Guest(labCore(suite), options);
  }

  private static ClientOptions options(String name) {
    return ClientOptions.of(
        name + "-" + Tokens.random(8).toLowerCase(), "example.org", "im.example.org");
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

  boolean wasInvited() {
    return !invitations().isEmpty();
  }

  List<ClientEvent.InvitationReceived> invitations() {
    return all(ClientEvent.InvitationReceived.class);
  }

  /// How it ends when `called` is invited and, if it hears of that, declines.
  String triesToCall(Guest called) {
    int before = called.invitations().size();
    CompletableFuture<ImSession> asked = invites(called);
    await()
        .atMost(PATIENCE)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> asked.isDone() || called.invitations().size() > before);
    if (!asked.isDone()) {
      called.invitations().getLast().invitation().decline(486);
    }
    return refusal(asked);
  }

  /// The MESSAGEs that came so far.
  List<SipRequest> messages() {
    return received().all(SipRequest.class).stream()
        .filter(request -> request.is(Methods.MESSAGE))
        .toList();
  }

  /// Waits for a MESSAGE that says this.
  void getsMessage(String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                messages().stream()
                    .anyMatch(message -> new String(message.body(), UTF_8).contains(text)));
  }

  /// Responses to INVITE so far, without 100 and challenges.
  List<SipResponse> answersToInvite() {
    return received().all(SipResponse.class).stream()
        .filter(r -> r.cseqMethod().equals(Methods.INVITE))
        .filter(r -> r.status() != 100 && r.status() != 401 && r.status() != 407)
        .toList();
  }
}
