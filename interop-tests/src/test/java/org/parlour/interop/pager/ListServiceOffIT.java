package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// The operator does without the MESSAGE URI-list service.
class ListServiceOffIT {
  @Test
  @Spec({"8.3.1.1.1-1", "D-07"})
  void listsAreRefusedAndGroupsAreServed() {
    try (RunningSuite suite = RunningSuite.start(false, Map.of("im.pager.list-service", "false"));
        CoreNode udp = new CoreNode(suite, Transport.UDP);
        CoreNode tcp = new CoreNode(suite, Transport.TCP);
        Correspondent ben = Correspondent.arrives("ben", suite, Transport.TCP)) {
      ImAddress ann = ImAddress.sip("ann", "example.org");
      ImAddress group = Groups.make(suite, "switched-off", ann, ben.address());

      for (CoreNode core : new CoreNode[] {udp, tcp}) {
        SipRequest list =
            core.message(
                ListPagerIT.EXPLODER,
                ann.toString(),
                Map.of(
                    HeaderName.ASSERTED_IDENTITY,
                    "<" + ann + ">",
                    HeaderName.REQUIRE,
                    "recipient-list-message"),
                ListPagerIT.withList("listed", ben.listed()));
        SipResponse refused = core.exchange(list);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(ListPagerIT.warning(refused)).isEqualTo("URI-list service not supported");
        assertThat(refused.headers().firstOr(HeaderName.SUPPORTED, ""))
            .isNotEmpty()
            .doesNotContain("recipient-list-message");

        SipRequest plain =
            core.message(
                group.toString(),
                ann.toString(),
                Map.of(HeaderName.ASSERTED_IDENTITY, "<" + ann + ">"),
                CoreNode.text("plain"));
        assertThat(core.exchange(plain).status()).isEqualTo(202);
      }
      ben.gets("plain");
      assertThat(ben.messages()).noneMatch(m -> Correspondent.text(m).equals("listed"));
    }
  }
}
