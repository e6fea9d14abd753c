package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.ClientOptions;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// A pager message to a URI list, client → core → IM server → core → clients.
@ExtendWith(SuiteExtension.class)
class ListPagerIT {
  /// After which a recipient that says nothing is given up (RFC 3261 §17.1.2.2, Timer F).
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(32);

  static final String EXPLODER = "sip:exploder@im.example.org";

  private final RunningSuite suite;

  ListPagerIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Correspondent arrives(String name, Transport transport) {
    return Correspondent.arrives(name + '-' + Tokens.random(6), suite, transport);
  }

  /// A message part and its list.
  static BodyPart withList(String text, Recipient... recipients) {
    List<BodyPart> parts =
        List.of(
            CoreNode.text(text),
            new BodyPart(
                ResourceLists.CONTENT_TYPE,
                "recipient-list",
                true,
                null,
                ResourceLists.write(List.of(recipients))));
    String boundary = Multipart.boundaryFor(parts);
    return BodyPart.of(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({
    "8.3.1.1.1-7",
    "8.3.1.1.1-8",
    "8.3.2.1-1",
    "8.3.2.1-2",
    "8.3.2.1-3",
    "8.3.2.1-4",
    "8.3.2.1-5",
    "8.3.2.1-5a",
    "8.3.2.1-6"
  })
  void everybodyOnTheListGetsACopyAndReadsWhoElseWasAddressed(Transport transport) {
    try (Correspondent ann = arrives("ann", transport);
        Correspondent ben = arrives("ben", transport);
        Correspondent cat = arrives("cat", transport);
        Correspondent dan = arrives("dan", transport)) {
      outcome(
          "message to the list",
          ann.client()
              .sendPager(
                  List.of(
                      ben.listed(),
                      new Recipient(cat.address(), CopyControl.CC, false, null),
                      new Recipient(dan.address(), CopyControl.BCC, false, null)),
                  "meeting moved to 15:00"));

      List<SipRequest> copies =
          List.of(
              ben.gets("meeting moved to 15:00"),
              cat.gets("meeting moved to 15:00"),
              dan.gets("meeting moved to 15:00"));
      assertThat(ann.answers()).containsExactly(202);
      assertThat(copies).extracting(SipRequest::callId).doesNotHaveDuplicates();
      assertThat(copies).extracting(copy -> copy.fromTag()).doesNotHaveDuplicates();
      assertThat(copies).extracting(SipRequest::cseq).containsOnly(1L);
      for (SipRequest copy : copies) {
        standsAlone(copy);
        comesFrom(copy, ann);
        cameThroughTheCore(copy);
        assertThat(Correspondent.body(copy).others())
            .extracting(Recipient::address)
            .containsExactly(ben.address(), cat.address());
      }
      assertThat(ann.messages()).isEmpty();
    }
  }

  private static SipRequest fromAnn(CoreNode core, String text, Recipient... recipients) {
    return core.message(
        EXPLODER,
        "sip:ann@example.org",
        Map.of(HeaderName.ASSERTED_IDENTITY, "<sip:ann@example.org>"),
        withList(text, recipients));
  }

  private static void standsAlone(SipRequest copy) {
    assertThat(copy.headers().has(HeaderName.CONTACT)).isFalse();
    assertThat(copy.toTag()).isNull();
    assertThat(copy.headers().all(HeaderName.ACCEPT_CONTACT)).containsExactly("*;+g.oma.sip-im");
    assertThat(copy.uri()).doesNotContain("im.example.org");
  }

  private static void comesFrom(SipRequest copy, Correspondent sender) {
    assertThat(copy.headers().firstOr(HeaderName.FROM, ""))
        .contains('<' + sender.address().toString() + '>');
    assertThat(copy.headers().firstOr(HeaderName.ASSERTED_IDENTITY, ""))
        .contains('<' + sender.address().toString() + '>');
  }

  /// The topmost Via is the lab core's, ours is the last.
  private void cameThroughTheCore(SipRequest copy) {
    List<String> vias = copy.headers().all(HeaderName.VIA);
    assertThat(vias.getFirst()).contains(":" + suite.addresses().labCorePort());
    assertThat(vias.getLast()).contains("im.example.org:" + suite.addresses().controllingPort());
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.2.1-1", "8.3.2.1-2", "8.3.2.1-3", "8.3.2.1-IMS", "8.3.1.1.1-IMS", "D-40"})
  void whatTheCoreVouchesForAndChargesByLeavesTheServerAsItCame(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport);
        Correspondent ben = arrives("ben", Transport.TCP)) {
      SipRequest message =
          core.message(
              EXPLODER,
              "sip:mallory@example.org",
              Map.of(
                  HeaderName.ASSERTED_IDENTITY, "\"Ann\" <sip:ann@example.org>",
                  HeaderName.CHARGING_VECTOR, "icid-value=AyretyU0dm;orig-ioi=home1.net",
                  HeaderName.SUBJECT, "lunch"),
              withList("charged", ben.listed()));
      message.headers().add(HeaderName.ACCEPT_CONTACT, "*;mobility=\"mobile\"");

      assertThat(core.exchange(message).status()).isEqualTo(202);

      SipRequest copy = ben.gets("charged");
      assertThat(copy.headers().firstOr(HeaderName.FROM, "")).contains("sip:mallory@example.org");
      assertThat(copy.headers().all(HeaderName.ASSERTED_IDENTITY))
          .containsExactly("\"Ann\" <sip:ann@example.org>");
      assertThat(copy.headers().firstOr(HeaderName.CHARGING_VECTOR, ""))
          .contains("icid-value=AyretyU0dm");
      assertThat(copy.headers().first(HeaderName.SUBJECT)).isEqualTo("lunch");
      assertThat(String.join(", ", copy.headers().all(HeaderName.ACCEPT_CONTACT)))
          .isEqualTo("*;+g.oma.sip-im, *;mobility=\"mobile\"");
      assertThat(Integer.parseInt(copy.headers().firstOr(HeaderName.MAX_FORWARDS, "0")))
          .isLessThan(60);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.1.1.1-8", "D-12"})
  void theAnswerDoesNotWaitForRecipientsThatRefuseOrAreSilent(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport);
        Correspondent ben = arrives("ben", Transport.TCP);
        Correspondent cat = arrives("cat", Transport.TCP);
        Correspondent dan = arrives("dan", Transport.TCP)) {
      ben.client().onPager(received -> 486);
      cat.client().onPager(received -> 0);
      SipRequest message = fromAnn(core, "quick", ben.listed(), cat.listed(), dan.listed());

      long start = System.nanoTime();
      SipResponse answer = core.exchange(message);
      Duration waited = Duration.ofNanos(System.nanoTime() - start);

      assertThat(answer.status()).isEqualTo(202);
      assertThat(waited).isLessThan(TRANSACTION_TIMEOUT);
      dan.gets("quick");
      ben.gets("quick");
      cat.gets("quick");
      assertThat(core.answers(message)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.1.1.1-8", "RFC 3261 §8.2.2.2"})
  void theSameMessageAgainIsSentToNobodyAgain(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport);
        Correspondent ben = arrives("ben", Transport.TCP)) {
      SipRequest message = fromAnn(core, "once", ben.listed());

      assertThat(core.exchange(message).status()).isEqualTo(202);
      assertThat(core.exchange(message).status()).isEqualTo(202);
      assertThat(core.exchange(core.byAnotherWay(message)).status()).isEqualTo(482);

      ben.gets("once");
      SipRequest last = fromAnn(core, "last", ben.listed());
      core.exchange(last);
      ben.gets("last");
      assertThat(ben.messages()).hasSize(2);
    }
  }

  @Test
  @Spec({"D-12", "RFC 5438 §8.3"})
  void whoAskedForItIsToldWhoWasNotReached() {
    try (Correspondent ann = arrives("ann", Transport.TCP);
        Correspondent ben = arrives("ben", Transport.TCP);
        Correspondent cat = arrives("cat", Transport.TCP)) {
      ben.client().onPager(received -> 486);

      outcome(
          "message to the list",
          ann.client().sendPagerReported(List.of(ben.listed(), cat.listed()), "did you get it?"));

      cat.gets("did you get it?");
      assertThat(ann.hearsOfFailure()).isEqualTo(ben.address());
      assertThat(ann.messages()).hasSize(1);
    }
  }

  @Test
  @Spec({"8.3.1.1.1-6", "D-03"})
  void whoWantsToBeAnonymousIsNamedToNobody() {
    ClientOptions options =
        ClientOptions.of("ann-" + Tokens.random(6), "example.org", "im.example.org")
            .withAnonymity();
    try (Correspondent ann = Correspondent.arrives(options, suite, Transport.TCP);
        Correspondent ben = arrives("ben", Transport.TCP)) {
      outcome("message", ann.client().sendPager(List.of(ben.listed()), "guess who"));

      SipRequest copy = ben.gets("guess who");
      assertThat(copy.headers().has(HeaderName.ASSERTED_IDENTITY)).isFalse();
      assertThat(copy.headers().firstOr(HeaderName.FROM, ""))
          .startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.1.1.1-3", "8.3.1.1.1-5", "D-08"})
  void aListIsTakenOnlyByAFactoryAndOnlyFromSomebody(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport)) {
      Map<String, String> ann = Map.of(HeaderName.ASSERTED_IDENTITY, "<sip:ann@example.org>");
      BodyPart body = withList("lost", Recipient.to(ImAddress.parse("sip:ben@example.org")));

      SipResponse noFactory =
          core.exchange(
              core.message("sip:nofactory@im.example.org", "sip:ann@example.org", ann, body));
      assertThat(noFactory.status()).isEqualTo(404);
      assertThat(warning(noFactory)).isEqualTo("Conference-factory URI does not exist");

      SipResponse nobody =
          core.exchange(core.message(EXPLODER, "sip:ann@example.org", Map.of(), body));
      assertThat(nobody.status()).isEqualTo(403);
      assertThat(warning(nobody)).isEqualTo("originator not authorized");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aMessageThatIsTooLongForPagerModeIsRefused(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport)) {
      SipResponse refused =
          core.exchange(
              fromAnn(
                  core, "x".repeat(1301), Recipient.to(ImAddress.parse("sip:ben@example.org"))));

      assertThat(refused.status()).isEqualTo(413);
      assertThat(warning(refused)).isEqualTo("message too large");
    }
  }

  /// The text of the one Warning, whose code is 399.
  static String warning(SipResponse response) {
    String value = response.headers().firstOr(HeaderName.WARNING, "");
    assertThat(value).startsWith("399 ");
    return value.substring(value.indexOf('"') + 1, value.lastIndexOf('"'));
  }
}
