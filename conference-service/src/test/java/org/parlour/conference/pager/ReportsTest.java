package org.parlour.conference.pager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.conference.PagerRules;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.imdn.DeliveryFailure;
import org.parlour.protocol.imdn.Imdn;
import org.parlour.protocol.list.Recipient;

@NullUnmarked
@Spec("D-12")
class ReportsTest {
  private static final String WISH =
      "imdn.Disposition-Notification: positive-delivery, negative-delivery";
  private static final String ID = "imdn.Message-ID: 34jk324j";
  private static final String NS = "NS: imdn <urn:ietf:params:imdn>";
  private static final String TIME = "DateTime: 2026-11-22T09:00:00Z";

  private static final Map<String, String> HEADERS =
      Map.of(
          "NS", NS,
          "ID", ID,
          "TIME", TIME,
          "WISH", WISH,
          "POSITIVE", "imdn.Disposition-Notification: positive-delivery");

  private final SessionKit kit = SessionKit.list();

  private void send(String contentType, String... headers) {
    String body =
        "From: <sip:alice@example.org>\r\nTo: <sip:friends@example.org>\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\nContent-Type: "
            + contentType
            + "\r\n\r\nhello";
    kit.alice.messages(
        SessionKit.EXPLODER,
        new SipMethod.Message(
            "message/cpim",
            body.getBytes(UTF_8),
            List.of(
                Recipient.to(kit.bob.address()),
                Recipient.to(kit.carol.address()),
                Recipient.to(SessionKit.LOBBY))));
  }

  @Test
  @Spec({"RFC 5438 §8.3", "RFC 5438 §11.1.1"})
  void tells_the_originator_who_did_not_get_it() throws Exception {
    send("text/plain", NS, ID, TIME, WISH);
    kit.carol.answersMessage(200);
    kit.bob.answersMessage(486);

    SendRequest report = kit.request("MESSAGE");
    assertThat(report.requestUri()).isEqualTo(kit.alice.address());
    assertThat(report.from()).isEqualTo(NameAddress.of(SessionKit.EXPLODER));
    assertThat(report.headers().assertedIdentity()).isEqualTo(report.from());
    assertThat(report.headers().acceptContact()).isTrue();
    CpimMessage cpim = cpim(report);
    assertThat(cpim.mediaType()).isEqualTo(Imdn.CONTENT_TYPE);
    assertThat(cpim.contentHeader("Content-Disposition")).contains("notification");
    assertThat(cpim.headers().dateTime()).isEqualTo(SessionKit.START);
    assertThat(cpim.headers().extension(Imdn.NAMESPACE, Imdn.MESSAGE_ID)).isPresent();
    assertThat(cpim.headers().extension(Imdn.NAMESPACE, Imdn.DISPOSITION_NOTIFICATION)).isEmpty();
    assertThat(DeliveryFailure.read(cpim.contentBytes()))
        .isEqualTo(
            new DeliveryFailure(
                "34jk324j",
                Instant.parse("2026-11-22T09:00:00Z"),
                kit.bob.address(),
                ImAddress.parse("sip:friends@example.org")));
  }

  private static CpimMessage cpim(SendRequest report) throws Exception {
    return CpimMessage.read(((SipContent.Written) report.content()).body());
  }

  @Test
  void tells_at_once_of_a_recipient_that_is_none() throws Exception {
    send("text/plain", NS, ID, TIME, WISH);

    SendRequest report = kit.requests("MESSAGE").getLast();
    assertThat(report.requestUri()).isEqualTo(kit.alice.address());
    assertThat(DeliveryFailure.read(cpim(report).contentBytes()).recipient())
        .isEqualTo(SessionKit.LOBBY);
  }

  @Test
  void a_report_that_fails_is_not_reported() {
    send("text/plain", NS, ID, TIME, WISH);
    kit.bob.isSilent();
    SendRequest report = kit.request("MESSAGE");

    kit.input(new RequestFailed(kit.now(), report.id(), RequestFailed.Cause.TIMEOUT));

    assertThat(kit.effects()).isEmpty();
  }

  @Test
  @Spec("RFC 5438 §7.1.1")
  void an_other_prefix_is_as_good() {
    send(
        "text/plain",
        "NS: x <urn:ietf:params:imdn>",
        "x.Message-ID: 1",
        TIME,
        "x.Disposition-Notification: Negative-Delivery");
    kit.bob.answersMessage(404);

    assertThat(kit.requests("MESSAGE")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NS|ID|TIME", "ID|TIME|WISH", "NS|TIME|WISH", "NS|ID|WISH", "NS|ID|TIME|POSITIVE"})
  @Spec("RFC 5438 §7.1.1")
  void says_nothing_when_it_is_not_asked_or_not_asked_properly(String headers) {
    send(
        "text/plain", Arrays.stream(headers.split("\\|")).map(HEADERS::get).toArray(String[]::new));
    kit.bob.answersMessage(486);

    assertThat(kit.requests("MESSAGE")).isEmpty();
  }

  @Test
  @Spec("RFC 5438 §8.3")
  void never_reports_a_notification() {
    send("message/imdn+xml", NS, ID, TIME, WISH);
    kit.bob.answersMessage(486);

    assertThat(kit.requests("MESSAGE")).isEmpty();
  }

  @Test
  void says_nothing_where_the_operator_wants_no_reports() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withReports(false)));
    send("text/plain", NS, ID, TIME, WISH);
    kit.bob.answersMessage(486);

    assertThat(kit.requests("MESSAGE")).isEmpty();
  }

  @Test
  void a_broken_envelope_goes_on_as_it_is() {
    kit.alice.messages(
        SessionKit.EXPLODER,
        new SipMethod.Message(
            "message/cpim",
            "no headers at all".getBytes(UTF_8),
            List.of(Recipient.to(kit.bob.address()))));

    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.bob.address());
  }
}
