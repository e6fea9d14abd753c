package org.parlour.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;

/// What the server is for: people meet in an ad-hoc session, talk, see who is there, leave, and
/// what they said is in the archive.
@ExtendWith(SuiteExtension.class)
class MainJobIT {
  private final RunningSuite suite;

  MainJobIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  @Spec({
    "7.2.1.2-1",
    "7.2.1.2-6",
    "7.2.1.2-R200-1",
    "7.2.1.2-R200-3",
    "7.2.1.2-R200-4",
    "7.2.2.2-5",
    "7.2.2.2-R200-4",
    "7.2.2.2-R200-5",
    "7.2.1.12-5",
    "7.2.1.12-11",
    "7.2.1.12-S1",
    "7.1.1.12-1",
    "7.1.1.12-4"
  })
  void threePeopleTalkAndWhatTheySaidIsKept() {
    try (Person ann = Person.arrives("main-ann", suite);
        Person ben = Person.arrives("main-ben", suite);
        Person cat = Person.arrives("main-cat", suite)) {
      CompletableFuture<ImSession> asked = ann.invites(ben, cat);
      ImSession bens = ben.accepts();
      ImSession anns = outcome("the session of ann", asked);
      ImSession cats = cat.accepts();
      assertThat(bens.identity()).isEqualTo(anns.identity());

      outcome("subscription of ann", anns.subscribe());
      ann.seesConnected(ann, ben, cat);

      outcome("message of ann", anns.send("hello from ann"));
      ben.hears("hello from ann");
      cat.hears("hello from ann");
      outcome("message of ben", bens.send("hello from ben"));
      ann.hears("hello from ben");
      cat.hears("hello from ben");

      outcome("cat leaves", cats.leave());
      ann.seesConnected(ann, ben);
      outcome("ben leaves", bens.leave());
      outcome("ann leaves", anns.leave());

      Archive archive = new Archive(suite.rest(), suite.addresses().history());
      assertThat(archive.texts(anns.identity(), 2))
          .containsExactly("hello from ann", "hello from ben");
      assertThat(archive.ended(anns.identity()).path("participants")).hasSize(3);
    }
  }
}
