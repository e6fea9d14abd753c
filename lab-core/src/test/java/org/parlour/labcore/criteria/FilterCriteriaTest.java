package org.parlour.labcore.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.client.sip.SipRequest;
import org.parlour.protocol.Spec;

/// The criteria that are shipped, executed.
class FilterCriteriaTest {
  private static final String ORIGINATING = "sip:im-as.example.org:5070;lr;call=orig";
  private static final String TERMINATING = "sip:im-as.example.org:5080;lr;call=term";
  private final FilterCriteria criteria = FilterCriteriaReader.shipped();

  private static SipRequest request(String method, String acceptContact) {
    SipRequest request = new SipRequest(method, "sip:bob@example.org");
    if (!acceptContact.isEmpty()) {
      request.headers().add("Accept-Contact", acceptContact);
    }
    return request;
  }

  private String server(SipRequest request, SessionCase sessionCase) {
    return criteria
        .match(request, sessionCase, 0)
        .map(match -> match.criterion().serverName())
        .orElse("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "MESSAGE", "SUBSCRIBE", "REFER"})
  @Spec({"C.1-INV", "C.1-MSG", "C.1-SUB", "C.1-REF"})
  void taggedRequestsOfTheUserGoToTheOriginatingPort(String method) {
    for (SessionCase own :
        new SessionCase[] {
          SessionCase.ORIGINATING_REGISTERED, SessionCase.ORIGINATING_UNREGISTERED
        }) {
      assertThat(server(request(method, "*;+g.oma.sip-im"), own)).isEqualTo(ORIGINATING);
      assertThat(server(request(method, "*;require;+g.oma.sip-im;explicit"), own))
          .isEqualTo(ORIGINATING);
      assertThat(server(request(method, ""), own)).isEqualTo("none");
      assertThat(server(request(method, "*;+g.oma.sip-image"), own)).isEqualTo("none");
    }
  }

  @Test
  @Spec({"C.1-MSGX", "C.1-NOTE2"})
  void untaggedMessageGoesToTheServerOnlyByTheSwitch() {
    SipRequest untagged = request("MESSAGE", "");
    assertThat(server(untagged, SessionCase.ORIGINATING_REGISTERED)).isEqualTo("none");
    FilterCriteria more = criteria.and(FilterCriteriaReader.untagged());
    assertThat(more.match(untagged, SessionCase.ORIGINATING_REGISTERED, 0))
        .map(match -> match.criterion().serverName())
        .contains(ORIGINATING);
  }

  @ParameterizedTest
  @CsvSource({"INVITE,true", "MESSAGE,true", "REFER,true", "SUBSCRIBE,false"})
  @Spec("C.1-ADD")
  void taggedRequestsToTheUserGoToTheTerminatingPort(String method, boolean served) {
    SipRequest tagged = request(method, "*;+g.oma.sip-im");
    String expected = served ? TERMINATING : "none";
    assertThat(server(tagged, SessionCase.TERMINATING_REGISTERED)).isEqualTo(expected);
    assertThat(server(tagged, SessionCase.TERMINATING_UNREGISTERED)).isEqualTo(expected);
  }

  @Test
  @Spec("C.1-ADD")
  void registrationsAndPublishedSettingsGoToTheServer() {
    for (RegistrationType type : RegistrationType.values()) {
      assertThat(criteria.forRegistration(request("REGISTER", ""), type)).hasSize(1);
    }
    SipRequest publish = request("PUBLISH", "");
    publish.headers().add("Event", "poc-settings");
    assertThat(server(publish, SessionCase.ORIGINATING_REGISTERED)).isEqualTo(ORIGINATING);
  }

  @Test
  @Spec("RFC 5875")
  void subscriptionsToOnesDocumentsGoToTheOriginatingPort() {
    SipRequest subscribe = request("SUBSCRIBE", "");
    assertThat(server(subscribe, SessionCase.ORIGINATING_REGISTERED)).isEqualTo("none");
    subscribe.headers().add("Event", "xcap-diff;diff-processing=aggregate");
    assertThat(server(subscribe, SessionCase.ORIGINATING_REGISTERED)).isEqualTo(ORIGINATING);
    assertThat(server(subscribe, SessionCase.TERMINATING_REGISTERED)).isEqualTo("none");
  }

  @Test
  void matchingGoesOnBehindTheLastMatch() {
    SipRequest both = request("INVITE", "*;+g.oma.sip-im");
    both.headers().add("Accept-Contact", "*;+g.oma.sip-im.large-message");
    FilterCriteria.Match first =
        criteria.match(both, SessionCase.ORIGINATING_REGISTERED, 0).orElseThrow();
    FilterCriteria.Match second =
        criteria.match(both, SessionCase.ORIGINATING_REGISTERED, first.next()).orElseThrow();
    assertThat(second.criterion().priority()).isGreaterThan(first.criterion().priority());
    assertThat(criteria.match(both, SessionCase.ORIGINATING_REGISTERED, second.next()))
        .isEqualTo(Optional.empty());
  }

  private static FilterCriteria read(String triggers) throws IOException {
    String xml =
        "<p><InitialFilterCriteria><Priority>1</Priority><TriggerPoint>"
            + triggers
            + "</TriggerPoint><ApplicationServer><ServerName>sip:as</ServerName>"
            + "<DefaultHandling>1</DefaultHandling></ApplicationServer>"
            + "</InitialFilterCriteria></p>";
    return FilterCriteriaReader.read(
        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean matches(FilterCriteria criteria, SipRequest request) {
    return criteria.match(request, SessionCase.ORIGINATING_REGISTERED, 0).isPresent();
  }

  @Test
  @Spec("TS 29.228 annex B")
  void disjunctiveFormNeedsOneWholeGroup() throws IOException {
    String spts =
        "<SPT><Group>0</Group><Method>INVITE</Method></SPT>"
            + "<SPT><Group>0</Group><SIPHeader><Header>Subject</Header></SIPHeader></SPT>"
            + "<SPT><Group>1</Group><Method>MESSAGE</Method></SPT>";
    FilterCriteria dnf = read("<ConditionTypeCNF>0</ConditionTypeCNF>" + spts);
    assertThat(matches(dnf, request("MESSAGE", ""))).isTrue();
    assertThat(matches(dnf, request("INVITE", ""))).isFalse();
    SipRequest titled = request("INVITE", "");
    titled.headers().add("Subject", "x");
    assertThat(matches(dnf, titled)).isTrue();
    FilterCriteria cnf = read("<ConditionTypeCNF>1</ConditionTypeCNF>" + spts);
    assertThat(matches(cnf, request("MESSAGE", ""))).isFalse();
  }

  @Test
  void readsSessionDescriptionsAndRequestUris() throws IOException {
    FilterCriteria sdp =
        read(
            "<SPT><Group>0</Group><SessionDescription><Line>m</Line><Content>^message"
                + "</Content></SessionDescription></SPT>"
                + "<SPT><Group>1</Group><RequestURI>@example\\.org</RequestURI></SPT>");
    SipRequest msrp =
        request("INVITE", "")
            .withBody(
                "application/sdp",
                "v=0\r\nm=message 9 TCP/MSRP *\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(matches(sdp, msrp)).isTrue();
    assertThat(matches(sdp, request("INVITE", ""))).isFalse();
  }

  @Test
  void refusesWhatItCannotUnderstand() {
    assertThatThrownBy(() -> read("<SPT><Group>0</Group></SPT>"))
        .hasMessageContaining("no condition");
    assertThatThrownBy(
            () ->
                FilterCriteriaReader.read(
                    new ByteArrayInputStream(
                        "<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>"
                            .getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class);
  }
}
