package org.parlour.interop.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.interop.messaging.TopicProbe;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;

/// Records that nobody can read reach every service, and people chat on.
@ExtendWith(SuiteExtension.class)
class PoisonedTopicsIT {
  private static final byte[] POISON = "not a record".getBytes(UTF_8);

  private final RunningSuite suite;

  PoisonedTopicsIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  void everyServicePutsPoisonAsideAndGoesOn() {
    TopicProbe probe = new TopicProbe(suite.kafka());
    for (Topic<?> topic : TopicCatalogue.all()) {
      probe.write(topic.name(), 0, POISON);
    }

    for (Topic<?> topic : TopicCatalogue.all()) {
      assertThat(probe.read(topic.deadLetterName(), 1))
          .as(topic.name())
          .allSatisfy(
              letter -> {
                assertThat(letter.value()).isEqualTo(POISON);
                assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_REASON))
                    .isNotNull();
              });
    }
    peopleChat();
  }

  private void peopleChat() {
    try (Person ann = Person.arrives("poison-ann", suite);
        Person ben = Person.arrives("poison-ben", suite)) {
      CompletableFuture<ImSession> asked = ann.invites(ben);
      ben.accepts();
      ImSession session = outcome("the session", asked);
      outcome("message", session.send("still here"));
      ben.hears("still here");
      outcome("ann leaves", session.leave());
    }
  }
}
