package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// A pager message to a pre-defined group.
@ExtendWith(SuiteExtension.class)
class GroupPagerIT {
  private final RunningSuite suite;

  GroupPagerIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Correspondent arrives(String name, Transport transport) {
    return Correspondent.arrives(name + '-' + Tokens.random(6), suite, transport);
  }

  private ImAddress group(ImAddress... members) {
    return Groups.make(suite, "pagers-" + Tokens.random(8).toLowerCase(Locale.ROOT), members);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.1.1.1-7", "8.3.1.1.1-8", "8.3.2.1-5", "8.3.2.1-5b", "8.3.2.1-3", "8.3.2.1-4"})
  void everyMemberButTheSenderGetsItInTheSendersName(Transport transport) {
    try (Correspondent ann = arrives("ann", transport);
        Correspondent ben = arrives("ben", transport);
        Correspondent cat = arrives("cat", transport);
        Correspondent dan = arrives("dan", transport)) {
      ImAddress group = group(ann.address(), ben.address(), cat.address());

      outcome("message to the group", ann.client().sendPager(group, "to all of us"));

      for (Correspondent member : List.of(ben, cat)) {
        SipRequest copy = member.gets("to all of us");
        assertThat(copy.headers().firstOr(HeaderName.FROM, "")).contains(ann.address().toString());
        assertThat(copy.headers().firstOr(HeaderName.ASSERTED_IDENTITY, ""))
            .contains(ann.address().toString());
        assertThat(copy.contentType()).startsWith("text/plain");
      }
      assertThat(ann.answers()).containsExactly(202);
      outcome("second message", ben.client().sendPager(group, "and to you"));
      ann.gets("and to you");
      assertThat(ann.messages()).hasSize(1);
      assertThat(dan.messages()).isEmpty();
      Archive archive = new Archive(suite.rest(), suite.addresses().history());
      assertThat(archive.texts(group, 2)).containsExactly("to all of us", "and to you");
      assertThat(archive.ended(group).path("session").asString()).isEqualTo(group.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({"8.3.1.1.1-2", "8.3.1.1.1-5", "8.3.1.1.1-6", "D-08", "D-11"})
  void theChecksAnswerInTheirOrder(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport);
        Correspondent ben = arrives("ben", Transport.TCP)) {
      ImAddress ann = ImAddress.sip("ann-" + Tokens.random(6), "example.org");
      ImAddress group = group(ann, ben.address());
      Map<String, String> asAnn = Map.of(HeaderName.ASSERTED_IDENTITY, "<" + ann + ">");

      refused(
          core, "sip:nobody-knows@im.example.org", Map.of(), 404, "Conference URI does not exist");
      refused(core, group.toString(), Map.of(), 403, "originator not authorized");
      refused(
          core,
          group.toString(),
          Map.of(
              HeaderName.ASSERTED_IDENTITY, "<sip:stranger@example.org>", HeaderName.PRIVACY, "id"),
          403,
          "originator not authorized");
      refused(
          core,
          group.toString(),
          Map.of(HeaderName.ASSERTED_IDENTITY, "<" + ann + ">", HeaderName.PRIVACY, "id"),
          403,
          "anonymity not allowed");
      assertThat(send(core, group.toString(), asAnn).status()).isEqualTo(202);
      ben.gets("checked");
      assertThat(ben.messages()).hasSize(1);
    }
  }

  private static SipResponse send(CoreNode core, String target, Map<String, String> headers) {
    return core.exchange(
        core.message(target, "sip:ann@example.org", headers, CoreNode.text("checked")));
  }

  private static void refused(
      CoreNode core, String target, Map<String, String> headers, int status, String warning) {
    SipResponse answer = send(core, target, headers);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(ListPagerIT.warning(answer)).isEqualTo(warning);
  }
}
