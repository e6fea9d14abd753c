package org.parlour.interop.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import tools.jackson.databind.JsonNode;

/// A refused INVITE says why and leaves nothing anywhere.
@ExtendWith(SuiteExtension.class)
class RejectedInviteIT {
  private final RunningSuite suite;
  private final Console console;

  RejectedInviteIT(RunningSuite suite) {
    this.suite = suite;
    this.console = new Console(suite);
  }

  @Test
  @Spec({"16-1", "16-2", "7.2.1.2-5"})
  void tooManyParticipantsLeaveNoTrace() {
    try (Guest ann = Guest.arrives("rej-ann", suite)) {
      List<Recipient> many = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        many.add(Recipient.to(ImAddress.parse("sip:rej-" + i + "@example.org")));
      }
      assertRefused(ann.invites(many), 486);

      assertThat(ann.received())
          .anySatisfy(
              answer ->
                  assertThat(answer)
                      .startsWith("SIP/2.0 486 ")
                      .containsPattern("Warning: 399 \\S+ \"too many participants\""));
      assertNothingLeft(ann);
    }
  }

  @Test
  @Spec("16-2")
  void anInviteThatEverybodyDeclinesLeavesNoTrace() {
    try (Guest ann = Guest.arrives("rej-bea", suite);
        Guest ben = Guest.arrives("rej-ben", suite)) {
      CompletableFuture<ImSession> asked = ann.invites(ben);
      ben.sees("an invitation", ClientEvent.InvitationReceived.class, any -> true)
          .invitation()
          .decline(486);
      assertRefused(asked, 486);

      assertNothingLeft(ann);
    }
  }

  private static void assertRefused(CompletableFuture<ImSession> asked, int status) {
    assertThatThrownBy(() -> outcome("the session", asked)).hasMessageContaining("" + status);
  }

  private void assertNothingLeft(Guest inviter) {
    String user = Console.encoded(inviter.address().toString());
    assertThat(console.list("user=" + user)).isEmpty();
    JsonNode conversations =
        suite
            .rest()
            .get(suite.addresses().history(), "/api/v1/conversations?participant=" + user)
            .path("conversations");
    assertThat(conversations).isEmpty();
    assertThat(inviter.received()).noneMatch(message -> message.startsWith("NOTIFY "));
  }
}
