package org.parlour.conference.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.conference.topology.SessionFilter;
import org.parlour.contracts.routing.PublicId;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionDetailTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  void isTheOverviewAndMoreAndReadsBack() {
    kit.threeTalking();
    kit.alice.subscribes();
    SessionDetail detail = SessionDetail.of(kit.focus());

    String text = JSON.writeValueAsString(detail);
    JsonNode json = JSON.readTree(text);

    assertThat(json.path("id").asString())
        .isEqualTo(PublicId.of(SessionKit.S.toString()).toString());
    assertThat(json.path("endpoints")).hasSize(3);
    assertThat(json.path("subscribers").get(0).path("to").asString()).isEqualTo("session");
    assertThat(json.path("media").path("host").asString()).isEqualTo("msrp.im.example.org:2855");
    assertThat(json.path("timeline").get(0).path("what").asString()).isEqualTo("created");
    assertThat(text).doesNotContain(SessionKit.S.user(), "msrp://");
    assertThat(JSON.readValue(text, SessionDetail.class)).isEqualTo(detail);
  }

  @Test
  @Spec("16-5")
  void showsAnonymousParticipantsByPseudonymWhateverTheyDo() {
    kit.alice.anonymously().invites(kit.bob);
    kit.bob.answers();
    kit.alice.acknowledges();
    kit.alice.subscribes();

    String text = JSON.writeValueAsString(SessionDetail.of(kit.focus()));

    assertThat(text).contains("sip:anonymous-1@anonymous.invalid").doesNotContain("sip:alice@");
  }

  @Test
  void readsWhatIsAskedFor() {
    assertThat(SessionQuery.ALL.filter()).isEqualTo(SessionFilter.ALL);
    assertThat(new SessionQuery("", "sip:Bob@EXAMPLE.org", "inviting", "").filter())
        .isEqualTo(
            new SessionFilter(null, ImAddress.parse("sip:Bob@example.org"), Phase.INVITING, null));
  }
}
