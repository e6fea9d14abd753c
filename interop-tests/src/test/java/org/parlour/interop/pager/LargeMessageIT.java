package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.ClientEvent;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// A text that is too large for a MESSAGE, sent as if it were none.
@ExtendWith(SuiteExtension.class)
class LargeMessageIT {
  private static final String CHAPTER = "Call me Ishmael. ".repeat(3_000);

  private final RunningSuite suite;

  LargeMessageIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Correspondent arrives(String name, Transport transport) {
    return Correspondent.arrives(name + '-' + Tokens.random(6), suite, transport);
  }

  private static void reads(Correspondent recipient, Correspondent sender) {
    ClientEvent.PagerReceived read =
        recipient.sees("the chapter", ClientEvent.PagerReceived.class, any -> true);
    assertThat(read.from().address()).isEqualTo(sender.address());
    assertThat(new String(read.body(), StandardCharsets.UTF_8)).isEqualTo(CHAPTER);
    assertThat(recipient.all(ClientEvent.InvitationReceived.class)).isEmpty();
    assertThat(recipient.messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec("D-16")
  void everybodyOnTheListReadsIt(Transport transport) {
    try (Correspondent ann = arrives("ann", transport);
        Correspondent ben = arrives("ben", transport);
        Correspondent cat = arrives("cat", transport)) {
      outcome(
          "large message", ann.client().sendPager(List.of(ben.listed(), cat.listed()), CHAPTER));

      reads(ben, ann);
      reads(cat, ann);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec("D-16")
  void everyMemberOfAGroupReadsIt(Transport transport) {
    try (Correspondent ann = arrives("ann", transport);
        Correspondent ben = arrives("ben", transport);
        Correspondent cat = arrives("cat", transport)) {
      ImAddress group =
          Groups.make(
              suite, "readers-" + Tokens.random(6), ann.address(), ben.address(), cat.address());

      outcome("large message to the group", ann.client().sendPager(group, CHAPTER));

      reads(ben, ann);
      reads(cat, ann);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Spec("D-16")
  void whoIsNotThereKeepsNobodyFromReadingIt(Transport transport) {
    try (Correspondent ann = arrives("ann", transport);
        Correspondent ben = arrives("ben", transport);
        Correspondent cat = arrives("cat", transport)) {
      outcome("absence", cat.client().unregister());

      outcome(
          "large message", ann.client().sendPager(List.of(ben.listed(), cat.listed()), CHAPTER));

      reads(ben, ann);
    }
  }
}
