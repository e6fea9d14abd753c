package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The pages about running sessions, beside a conference service that only remembers.
class SessionPagesIT {
  private static final String SESSIONS = "/console/sessions";
  private static final String ONE = SESSIONS + "/" + FakeConference.ID;

  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @Test
  void runningSessionsAreListed() {
    assertThat(forms.open(SESSIONS).body())
        .contains("lunch", "sip:team@im.example.org", "sip:alice@example.org", ONE)
        .contains("2026-11-25 10:00:00 UTC");
  }

  @Test
  void aSessionShowsItsRosterItsDevicesAndWhatHappened() {
    assertThat(forms.open(ONE).body())
        .contains("Participants (2)", "Alice", "on-hold", "10:00:01")
        .contains("message/cpim, text/plain", "at most 1000 octets", "127.0.0.1:2855", "joined");
  }

  @Test
  void whatIsDoneIsDoneInTheAdministratorsName() {
    assertThat(
            forms
                .submit(forms.open(ONE), ONE + "/announcements", "text", "lunch \"is\" ready")
                .body())
        .contains("The announcement is on its way.");
    HttpResponse<String> question = forms.open(ONE + "/expel?participant=sip:alice@example.org");
    assertThat(question.body()).contains("Expel <span>sip:alice@example.org</span>?");
    assertThat(forms.submit(question, ONE + "/expel").body())
        .contains("The participant is being expelled.");
    assertThat(forms.submit(forms.open(ONE + "/close"), ONE + "/close").body())
        .contains("The session is being closed.");

    String session = "/" + FakeConference.ID;
    assertThat(RunningConsole.CONFERENCE.asked())
        .containsExactly(
            "POST " + session + "/announcements {\"text\":\"lunch \\\"is\\\" ready\"} by admin",
            "DELETE " + session + "/participants/sip:alice@example.org  by admin",
            "DELETE " + session + "  by admin");
  }

  @Test
  void aRefusalIsShownWithItsReason() {
    HttpResponse<String> page =
        forms.submit(forms.open(ONE + "/expel?participant=sip:bob@example.org"), ONE + "/expel");
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("participant bob is not connected", "Participants (2)");

    HttpResponse<String> over = forms.open(SESSIONS + "/another");
    assertThat(over.statusCode()).isEqualTo(404);
    assertThat(over.body()).contains("no running session here", "id=\"live\"");
  }

  @Test
  void aConferenceServiceThatDoesNotAnswerIsNamed() {
    LiveSessions nowhere =
        new LiveSessions(
            new ConsoleProperties(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1), 25));
    assertThatThrownBy(() -> nowhere.list("Basic x", "", "", ""))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("http://127.0.0.1:1 does not answer");

    LiveSessions unset = new LiveSessions(new ConsoleProperties(null, Duration.ofSeconds(1), 25));
    assertThatThrownBy(() -> unset.find("Basic x", "any"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("im.xdm.console.sessions-url");
  }
}
