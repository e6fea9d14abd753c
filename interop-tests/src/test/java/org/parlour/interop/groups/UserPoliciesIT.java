package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// What is said of users over REST, obeyed over SIP within a second.
@ExtendWith(SuiteExtension.class)
class UserPoliciesIT {
  private static final ImAddress LOBBY = ImAddress.sip("lobby", "im.example.org");
  private static final String BARRED = "{\"barred\": {\"outgoing\": true}}";

  private final RunningSuite suite;

  UserPoliciesIT(RunningSuite suite) {
    this.suite = suite;
  }

  private UserFile file(Guest user) {
    return new UserFile(user.address(), suite);
  }

  /// Tries again and again what is to be answered so from now on.
  private static void soon(Supplier<String> attempt, String... words) {
    long from = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(attempt.get()).contains(words));
    System.out.printf(
        "obeyed after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
  }

  @Test
  @Spec({"7.2.1.2-2", "7.2.1.3-3", "8.3.1.1.1-5"})
  void aBarredUserIsRefusedUntilItIsNotBarredAnyMore() {
    try (Guest ann = Guest.arrives("bar-ann", suite);
        Guest ben = Guest.arrives("bar-ben", suite)) {
      ann.joins(LOBBY);

      file(ann).says(BARRED);
      soon(() -> Guest.refusal(ann.calls(LOBBY)), "403", "originator not authorized");
      assertThat(ann.triesToCall(ben)).contains("403", "originator not authorized");
      assertThat(Guest.refusal(ann.client().sendPager(List.of(to(ben)), "hi")))
          .contains("403", "originator not authorized");
      assertThat(ben.wasInvited()).isFalse();

      file(ann).forgotten();
      soon(() -> Guest.refusal(ann.calls(LOBBY)), "accepted");
    }
  }

  @Test
  @Spec({"ISS-2", "7.2.1.2-6", "7.2.1.2-RERR-1"})
  void whoBlocksTheInviterIsNotInvitedAndOthersAre() {
    try (Guest ann = Guest.arrives("blk-ann", suite);
        Guest ben = Guest.arrives("blk-ben", suite);
        Guest cat = Guest.arrives("blk-cat", suite)) {
      file(ben).says("{\"blockList\": [\"" + ann.address() + "\"]}");
      soon(() -> ann.triesToCall(ben), "403");
      int before = ben.invitations().size();

      CompletableFuture<ImSession> asked = ann.invites(ben, cat);
      cat.accepts();
      ImSession anns = Guest.outcome("the session without ben", asked);
      Guest.outcome("subscription", anns.subscribe());

      ann.seesConnected(ann, cat);
      assertThat(ben.invitations()).hasSize(before);
      assertThat(cat.triesToCall(ben)).contains("486");
    }
  }

  @Test
  @Spec({"ISS-2", "8.3.2.1-5a"})
  void whoTakesNoPagerMessagesGetsNone() {
    try (Guest ann = Guest.arrives("msg-ann", suite);
        Guest ben = Guest.arrives("msg-ben", suite);
        Guest cat = Guest.arrives("msg-cat", suite)) {
      file(ben).says("{\"allowPagerModeMessage\": false, \"allowSession\": false}");
      soon(() -> ann.triesToCall(ben), "403");

      for (String text : List.of("one", "two")) {
        Guest.outcome(text, ann.client().sendPager(List.of(to(ben), to(cat)), text));
      }

      await().atMost(Guest.PATIENCE).until(() -> cat.messages().size() == 2);
      assertThat(ben.messages()).isEmpty();
    }
  }

  private static Recipient to(Guest user) {
    return Recipient.to(user.address());
  }
}
