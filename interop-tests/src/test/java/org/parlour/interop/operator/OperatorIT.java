package org.parlour.interop.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parlour.interop.suite.ImUser.outcome;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import tools.jackson.databind.JsonNode;

/// An administrator looks at a session and steers it, and its participants see what they should.
@ExtendWith(SuiteExtension.class)
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunningSuite suite;
  private final Console console;

  OperatorIT(RunningSuite suite) {
    this.suite = suite;
    this.console = new Console(suite);
  }

  @Test
  @Spec({"ISS-3b", "7.2.2.6-1", "7.2.2.6-2", "7.2.2.6-3", "7.2.2.6-R200-1"})
  void anAdministratorSeesAndSteersASession() {
    try (Guest ann = Guest.arrives("op-ann", suite);
        Guest ben = Guest.arrives("op-ben", suite);
        Guest cat = Guest.arrives("op-cat", suite)) {
      CompletableFuture<ImSession> asked = ann.invites(ben, cat);
      ImSession bens = ben.accepts();
      ImSession anns = outcome("the session of ann", asked);
      ImSession cats = cat.accepts();
      outcome("subscription of ann", anns.subscribe());

      String id = console.idOf(ann);
      seesEverythingButTheIdentity(id, anns);

      console.accepted("POST", "/" + id + "/announcements", "{\"text\": \"lunch is ready\"}");
      for (Guest guest : new Guest[] {ann, ben, cat}) {
        ClientEvent.ChatMessage said = guest.hears("lunch is ready");
        assertThat(said.from().address()).isEqualTo(anns.identity());
        assertThat(said.to()).isEqualTo(anns.identity());
      }

      console.accepted("POST", "/" + id + "/media", "{\"maxSize\": 54321}");
      for (Guest guest : new Guest[] {ann, ben, cat}) {
        await(guest.address() + " is offered other media")
            .atMost(PATIENCE)
            .until(() -> guest.received().stream().anyMatch(OperatorIT::isOffer));
      }
      outcome("message of ben", bens.send("still here"));
      ann.hears("still here");
      cat.hears("still here");

      console.accepted("DELETE", "/" + id + "/participants/" + cat.address(), null);
      cat.seesTheEndOf(cats);
      ann.hears("Op-cat was removed from the session");
      ann.sees("cat booted", ClientEvent.RosterChanged.class, changed -> booted(changed, cat));
      assertThat(cat.received())
          .anySatisfy(bye -> assertThat(bye).startsWith("BYE ").contains("cause=403"));

      console.accepted("DELETE", "/" + id, null);
      ann.seesTheEndOf(anns);
      ben.seesTheEndOf(bens);
      ben.hears("The session is being closed");
      await("the session's end")
          .atMost(PATIENCE)
          .until(() -> console.exchange("GET", "/" + id, null).statusCode() == 404);
      assertThat(console.metrics())
          .contains("im_conference_operator_requests_total")
          .contains("action=\"modify-media\"");
    }
  }

  private void seesEverythingButTheIdentity(String id, ImSession session) {
    await("three connected").atMost(PATIENCE).until(() -> connected(console.detail(id)) == 3);
    JsonNode detail = console.detail(id);
    assertThat(detail.path("phase").asString()).isEqualTo("active");
    assertThat(detail.path("participants")).hasSize(3);
    assertThat(detail.path("subscribers")).hasSize(1);
    assertThat(detail.path("media").path("epoch").asInt()).isEqualTo(1);
    assertThat(detail.path("timeline").get(0).path("what").asString()).isEqualTo("created");
    assertThat(console.raw("/" + id)).doesNotContain(Console.secret(session), "msrp://");
    assertThat(console.raw("?limit=500")).doesNotContain(Console.secret(session), "msrp://");
    assertThat(console.list("phase=active&user=sip:op-ben%40example.org")).hasSize(1);
    assertThat(console.list("phase=inviting&user=sip:op-ben%40example.org")).isEmpty();
    assertThat(console.list("user=sip:op-ben%40example.org&since=2099-01-01T00:00:00Z")).isEmpty();
    assertThat(console.list("group=sip:nowhere%40im.example.org")).isEmpty();
  }

  private static long connected(JsonNode detail) {
    long connected = 0;
    for (JsonNode endpoint : detail.path("endpoints")) {
      connected += endpoint.path("status").asString().equals("connected") ? 1 : 0;
    }
    return connected;
  }

  private static boolean isOffer(String message) {
    return message.startsWith("INVITE ") && message.contains("a=max-size:54321");
  }

  private static boolean booted(ClientEvent.RosterChanged changed, Guest who) {
    return changed.document().users().stream()
        .filter(user -> user.entity().sameUser(who.address()))
        .flatMap(user -> user.endpoints().stream())
        .anyMatch(endpoint -> endpoint.disconnectionMethod() == DisconnectionMethod.BOOTED);
  }

  @Test
  void whatCannotBeDoneIsRefusedWithItsReason() {
    try (Guest dan = Guest.arrives("op-dan", suite);
        Guest eve = Guest.arrives("op-eve", suite)) {
      CompletableFuture<ImSession> asked = dan.invites(eve);
      eve.sees("an invitation", ClientEvent.InvitationReceived.class, any -> true);
      String id = console.idOf(dan);

      assertThat(console.refused(409, "POST", "/" + id + "/announcements", "{\"text\": \"hi\"}"))
          .contains("not-connected");
      assertThat(console.refused(409, "POST", "/" + id + "/media", "{\"maxSize\": 1000}"))
          .contains("not-connected");
      assertThat(console.refused(400, "POST", "/" + id + "/media", "{}"))
          .contains("invalid-parameter");
      assertThat(console.refused(400, "POST", "/" + id + "/announcements", "{\"text\": \" \"}"))
          .contains("invalid-parameter");
      assertThat(
              console.refused(
                  404, "DELETE", "/" + id + "/participants/sip:nobody@example.org", null))
          .contains("user-unknown");
      assertThat(console.refused(404, "DELETE", "/00000000-0000-8000-8000-000000000000", null))
          .contains("session-unknown");
      assertThat(console.exchange("GET", "/not-an-id", null).statusCode()).isEqualTo(400);
      assertThat(console.exchange("GET", "?phase=sleeping", null).statusCode()).isEqualTo(400);

      ImSession eves = eve.accepts();
      outcome("the session of dan", asked);
      outcome("eve leaves", eves.leave());
    }
  }

  @Test
  void theInterfaceDescribesItself() {
    String described =
        suite
            .rest()
            .exchange("GET", suite.addresses().conference().resolve("/v3/api-docs"), null)
            .body();

    assertThat(described)
        .contains("/api/v1/sessions/{id}/participants/{user}")
        .contains("/api/v1/sessions/{id}/announcements")
        .contains("/api/v1/sessions/{id}/media")
        .contains("Maintenance at noon, please finish");
  }
}
