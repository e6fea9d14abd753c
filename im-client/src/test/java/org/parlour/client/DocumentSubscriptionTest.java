package org.parlour.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.xcapdiff.XcapDiff;
import org.parlour.protocol.xcapdiff.XcapDiffWriter;

/// Changes of documents, from SUBSCRIBE to the terminating NOTIFY.
class DocumentSubscriptionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CONTACT = "sip:xcap-diff@im.example.org;of=61";
  private static final XcapDiff DIFF =
      new XcapDiff("http://x", List.of(new XcapDiff.Document("test-app/users/a/b", "2", "1")));

  private final ClientRuntime runtime = new ClientRuntime();
  private final EventLog log = new EventLog();
  private FakeFocus server;
  private ImClient client;

  @BeforeEach
  void start() throws Exception {
    server = new FakeFocus(runtime.nextLoop());
    client =
        ImClient.open(
                runtime,
                CoreAddress.tcp(server.address()),
                ClientOptions.of("alice", "example.org", "im.example.org"),
                log)
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    server.close();
    runtime.close();
  }

  private Dialog accept(ServerTransaction subscribe) {
    SipResponse response = subscribe.prepare(200);
    response.headers().add(HeaderName.CONTACT, "<" + CONTACT + ">").add(HeaderName.EXPIRES, "3600");
    Dialog dialog = Dialog.ofCallee(subscribe.request(), subscribe.localTag());
    server.onLoop(() -> subscribe.respond(response));
    return dialog;
  }

  private int notify(Dialog dialog, ServerTransaction subscribe, String state, byte[] document)
      throws Exception {
    SipRequest notify = dialog.request(Methods.NOTIFY);
    notify
        .headers()
        .add(HeaderName.CONTACT, "<" + CONTACT + ">")
        .add(HeaderName.EVENT, "xcap-diff")
        .add(HeaderName.SUBSCRIPTION_STATE, state);
    return server
        .send(notify.withBody(XcapDiff.CONTENT_TYPE, document), subscribe.flow())
        .get(10, TimeUnit.SECONDS)
        .status();
  }

  @Test
  @Spec("RFC 5875")
  void subscribesToItsOwnDocumentsAndHearsOfThem() throws Exception {
    CompletableFuture<DocumentSubscription> asked =
        client.subscribeDocuments(List.of("test-app/"), true);
    ServerTransaction subscribe = server.next(Methods.SUBSCRIBE);
    SipRequest request = subscribe.request();
    assertThat(request.uri()).isEqualTo("sip:xcap-diff@im.example.org");
    assertThat(request.headers().first(HeaderName.EVENT))
        .isEqualTo("xcap-diff;diff-processing=aggregate");
    assertThat(request.headers().first(HeaderName.ACCEPT)).isEqualTo(XcapDiff.CONTENT_TYPE);
    assertThat(request.headers().first(HeaderName.CONTENT_TYPE))
        .isEqualTo(ResourceLists.CONTENT_TYPE);
    assertThat(ResourceLists.readUris(request.body())).containsExactly("test-app/");
    Dialog dialog = accept(subscribe);
    DocumentSubscription subscription = asked.get(10, TimeUnit.SECONDS);

    assertThat(notify(dialog, subscribe, "active", XcapDiffWriter.write(DIFF))).isEqualTo(200);
    assertThat(log.await("change", ClientEvent.DocumentsChanged.class, e -> true, PATIENCE).diff())
        .isEqualTo(DIFF);
    byte[] broken = "<xcap-diff".getBytes(StandardCharsets.UTF_8);
    assertThat(notify(dialog, subscribe, "active", broken)).isEqualTo(400);

    subscription.close();
    ServerTransaction last = server.next(Methods.SUBSCRIBE);
    assertThat(last.request().headers().first(HeaderName.EXPIRES)).isEqualTo("0");
    assertThat(last.request().body()).isEmpty();
    assertThat(last.request().uri()).isEqualTo(CONTACT);
  }

  @Test
  @Spec("RFC 6665 §4.1.2.3")
  void hearsTheLastOfItWhenItEnds() throws Exception {
    CompletableFuture<DocumentSubscription> asked =
        client.subscribeDocuments(List.of("test-app/"), false);
    ServerTransaction subscribe = server.next(Methods.SUBSCRIBE);
    Dialog dialog = accept(subscribe);
    asked.get(10, TimeUnit.SECONDS).close();
    ServerTransaction last = server.next(Methods.SUBSCRIBE);
    server.onLoop(() -> last.respond(200));

    String over = "terminated;reason=timeout";
    assertThat(notify(dialog, subscribe, over, XcapDiffWriter.write(DIFF))).isEqualTo(200);
    log.await("change", ClientEvent.DocumentsChanged.class, e -> true, PATIENCE);
    assertThat(notify(dialog, subscribe, over, XcapDiffWriter.write(DIFF))).isEqualTo(481);
  }

  @Test
  @Spec("RFC 6665 §4.1.3")
  void hearsWhenItIsOverAndWhenItIsRefused() throws Exception {
    CompletableFuture<DocumentSubscription> asked =
        client.subscribeDocuments(List.of("test-app/"), false);
    ServerTransaction subscribe = server.next(Methods.SUBSCRIBE);
    Dialog dialog = accept(subscribe);
    asked.get(10, TimeUnit.SECONDS);
    notify(dialog, subscribe, "terminated;reason=timeout", XcapDiffWriter.write(DIFF));
    assertThat(
            log.await("end", ClientEvent.DocumentSubscriptionEnded.class, e -> true, PATIENCE)
                .reason())
        .isEqualTo("timeout");

    CompletableFuture<DocumentSubscription> refused =
        client.subscribeDocuments(List.of("test-app/"), false);
    ServerTransaction another = server.next(Methods.SUBSCRIBE);
    server.onLoop(() -> another.respond(403));
    assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("403");
  }
}
