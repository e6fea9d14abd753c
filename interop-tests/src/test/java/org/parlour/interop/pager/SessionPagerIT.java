package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.ImSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// A pager message to the participants of an ongoing session.
@ExtendWith(SuiteExtension.class)
class SessionPagerIT {
  private final RunningSuite suite;

  SessionPagerIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Correspondent arrives(String name, Transport transport) {
    return Correspondent.arrives(name + '-' + Tokens.random(6), suite, transport);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec({
    "8.3.1.1.1-4",
    "8.3.1.1.1-5",
    "8.3.1.1.1-7",
    "8.3.1.1.1-8",
    "8.3.2.1-3",
    "8.3.2.1-5",
    "8.3.2.1-5c"
  })
  void participantsGetItInTheNameOfTheSessionWhileItLasts(Transport transport) {
    try (CoreNode core = new CoreNode(suite, transport);
        Correspondent ann = arrives("ann", Transport.TCP);
        Correspondent ben = arrives("ben", Transport.TCP);
        Correspondent cat = arrives("cat", Transport.TCP)) {
      CompletableFuture<ImSession> asked = ann.invites(ben, cat);
      ImSession bens = ben.accepts();
      ImSession anns = outcome("the session of ann", asked);
      cat.isInvited().invitation().decline(603);

      outcome("message to the session", ann.client().sendPager(anns.identity(), "aside"));

      SipRequest copy = ben.gets("aside");
      assertThat(copy.headers().firstOr(HeaderName.FROM, ""))
          .startsWith("<" + anns.identity() + ">;tag=");
      assertThat(copy.headers().firstOr(HeaderName.ASSERTED_IDENTITY, ""))
          .contains(ann.address().toString());
      assertThat(ann.answers()).containsExactly(202);
      refused(core, anns.identity(), cat.address(), "originator not authorized");
      refused(
          core,
          ImAddress.parse("sip:s-0123456789abcdefghjkmnpqrs@im.example.org"),
          ann.address(),
          "session unknown");

      outcome("ben leaves", bens.leave());
      outcome("ann leaves", anns.leave());
      refused(core, anns.identity(), ann.address(), "session unknown");
      assertThat(cat.messages()).isEmpty();
      assertThat(ben.messages()).hasSize(1);
    }
  }

  private static void refused(CoreNode core, ImAddress session, ImAddress sender, String warning) {
    SipResponse answer =
        core.exchange(
            core.message(
                session.toString(),
                sender.toString(),
                Map.of(HeaderName.ASSERTED_IDENTITY, "<" + sender + ">"),
                CoreNode.text("late")));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(ListPagerIT.warning(answer)).isEqualTo(warning);
  }
}
