package org.parlour.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// Participant information, from SUBSCRIBE to the terminating NOTIFY.
class ConferenceSubscriptionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientRuntime runtime = new ClientRuntime();
  private final EventLog log = new EventLog();
  private FakeFocus focus;
  private ImSession session;

  @BeforeEach
  void start() throws Exception {
    focus = new FakeFocus(runtime.nextLoop());
    MediaSession media = focus.openMedia();
    focus.on(Methods.INVITE, i -> FakeFocus.accept(i, media, "1800;refresher=uac"));
    ImClient client =
        ImClient.open(
                runtime,
                CoreAddress.tcp(focus.address()),
                ClientOptions.of("alice", "example.org", "im.example.org"),
                log)
            .get(10, TimeUnit.SECONDS);
    session = client.join(ImAddress.parse(FakeFocus.S)).session().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    focus.close();
    runtime.close();
  }

  private static String user(String name, String status) {
    String uri = "sip:" + name + "@example.org";
    return "<user entity=\""
        + uri
        + "\" state=\"full\"><display-text>"
        + name
        + "</display-text><endpoint entity=\""
        + uri
        + "\" state=\"full\"><status>"
        + status
        + "</status></endpoint></user>";
  }

  private static byte[] document(String state, int version, String users) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\""
            + FakeFocus.S
            + "\" state=\""
            + state
            + "\" version=\""
            + version
            + "\"><users state=\""
            + state
            + "\">"
            + users
            + "</users></conference-info>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private record Subscription(Dialog dialog, ServerTransaction subscribe) {}

  private Subscription answer(ServerTransaction subscribe) {
    SipResponse response = subscribe.prepare(200);
    response
        .headers()
        .add(HeaderName.CONTACT, "<" + FakeFocus.S + ">;isfocus")
        .add(HeaderName.EXPIRES, "3600");
    Dialog dialog = Dialog.ofCallee(subscribe.request(), subscribe.localTag());
    focus.onLoop(() -> subscribe.respond(response));
    return new Subscription(dialog, subscribe);
  }

  private int notify(Subscription to, String state, byte[] document) throws Exception {
    SipRequest notify = to.dialog().request(Methods.NOTIFY);
    notify
        .headers()
        .add(HeaderName.CONTACT, "<" + FakeFocus.S + ">;isfocus")
        .add(HeaderName.EVENT, "conference")
        .add(HeaderName.SUBSCRIPTION_STATE, state);
    return focus
        .send(notify.withBody("application/conference-info+xml", document), to.subscribe().flow())
        .get(10, TimeUnit.SECONDS)
        .status();
  }

  private List<String> seen(String what, int version) throws Exception {
    return Rosters.connected(
        log.await(
                what,
                ClientEvent.RosterChanged.class,
                e -> e.roster().version() == version,
                PATIENCE)
            .roster());
  }

  @Test
  @Spec({"RFC 6665 §4.1.2", "RFC 4575 §4.6"})
  void fullAndPartialDocumentsAreApplied() throws Exception {
    CompletableFuture<Void> subscribed = session.subscribe();
    ServerTransaction subscribe = focus.next(Methods.SUBSCRIBE);
    SipRequest request = subscribe.request();
    assertThat(request.uri()).isEqualTo(FakeFocus.S);
    assertThat(request.headers().first(HeaderName.EVENT)).isEqualTo("conference");
    assertThat(request.headers().first(HeaderName.ACCEPT))
        .isEqualTo("application/conference-info+xml");
    assertThat(request.headers().first(HeaderName.EXPIRES)).isEqualTo("3600");
    assertThat(request.headers().first(HeaderName.ACCEPT_CONTACT)).isEqualTo("*;+g.oma.sip-im");
    Subscription subscription = answer(subscribe);
    subscribed.get(10, TimeUnit.SECONDS);
    String three =
        user("alice", "connected") + user("bob", "connected") + user("carol", "alerting");
    assertThat(notify(subscription, "active", document("full", 0, three))).isEqualTo(200);
    assertThat(seen("full", 0)).containsExactly("alice", "bob");
    String changes =
        user("carol", "connected") + "<user entity=\"sip:bob@example.org\" state=\"deleted\"/>";
    assertThat(notify(subscription, "active", document("partial", 1, changes))).isEqualTo(200);
    assertThat(seen("partial", 1)).containsExactly("alice", "carol");
    var change =
        log.await("change", ClientEvent.RosterChanged.class, e -> e.document().partial(), PATIENCE);
    assertThat(change.joined()).extracting(Rosters::nameOf).containsExactly("carol");
    assertThat(change.left()).extracting(Rosters::nameOf).containsExactly("bob");
  }

  @Test
  @Spec("RFC 6665 §4.1.2.4")
  void notifyMayComeBeforeTheAnswer() throws Exception {
    CompletableFuture<Void> subscribed = session.subscribe();
    ServerTransaction subscribe = focus.next(Methods.SUBSCRIBE);
    Dialog dialog = Dialog.ofCallee(subscribe.request(), subscribe.localTag());
    Subscription early = new Subscription(dialog, subscribe);
    notify(early, "active", document("full", 0, user("bob", "connected")));
    assertThat(seen("early document", 0)).containsExactly("bob");
    answer(subscribe);
    subscribed.get(10, TimeUnit.SECONDS);
    notify(early, "active", document("partial", 1, user("carol", "connected")));
    assertThat(seen("next document", 1)).containsExactly("bob", "carol");
  }

  @Test
  @Spec("RFC 4575 §4.6")
  void gapInTheVersionsRefreshesTheSubscription() throws Exception {
    session.subscribe();
    Subscription subscription = answer(focus.next(Methods.SUBSCRIBE));
    notify(subscription, "active", document("full", 0, user("bob", "connected")));
    notify(subscription, "active", document("partial", 2, user("carol", "connected")));
    ServerTransaction refresh = focus.next(Methods.SUBSCRIBE);
    assertThat(refresh.request().toTag()).isEqualTo(subscription.subscribe().localTag());
    focus.onLoop(() -> refresh.respond(200));
    notify(
        subscription,
        "active",
        document("full", 3, user("bob", "connected") + user("carol", "connected")));
    assertThat(seen("new full document", 3)).containsExactly("bob", "carol");
  }

  @Test
  @Spec({"RFC 6665 §4.1.3", "RFC 6665 §4.4.1"})
  void terminatingNotifyEndsTheSubscription() throws Exception {
    session.subscribe();
    Subscription subscription = answer(focus.next(Methods.SUBSCRIBE));
    notify(subscription, "active", document("full", 0, user("bob", "connected")));
    notify(subscription, "terminated;reason=noresource", document("full", 1, ""));
    var ended = log.await("end", ClientEvent.SubscriptionEnded.class, e -> true, PATIENCE);
    assertThat(ended.reason()).isEqualTo("noresource");
    assertThat(notify(subscription, "active", document("full", 2, ""))).isEqualTo(481);
  }

  @Test
  @Spec("RFC 6665 §4.1.2.3")
  void leavingEndsTheSubscriptionToo() throws Exception {
    session.subscribe();
    Subscription subscription = answer(focus.next(Methods.SUBSCRIBE));
    notify(subscription, "active", document("full", 0, user("bob", "connected")));
    session.leave();
    assertThat(focus.next(Methods.SUBSCRIBE).request().headers().first(HeaderName.EXPIRES))
        .isEqualTo("0");
  }
}
