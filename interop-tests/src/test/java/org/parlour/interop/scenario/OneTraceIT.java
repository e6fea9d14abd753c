package org.parlour.interop.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.interop.messaging.TopicProbe;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;

/// What an INVITE sets off is one trace: through the edge, the core, the invitee's answer, the
/// switch and the copies for the archive.
@ExtendWith(SuiteExtension.class)
class OneTraceIT {
  private static final String TRACE = "[0-9a-f]{2}-([0-9a-f]{32})-.*";

  private final RunningSuite suite;

  OneTraceIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  void anInviteAndWhatItSetsOffAreOneTrace() {
    try (Person ann = Person.arrives("trace-ann", suite);
        Person ben = Person.arrives("trace-ben", suite)) {
      CompletableFuture<ImSession> asked = ann.invites(ben);
      ben.accepts();
      ImSession session = outcome("the session", asked);
      outcome("message", session.send("traced"));
      ben.hears("traced");
      assertThat(
              new Archive(suite.rest(), suite.addresses().history()).texts(session.identity(), 1))
          .containsExactly("traced");
      outcome("ann leaves", session.leave());

      String aggregate = session.identity().canonical().toString();
      String invite = trace(of(TopicCatalogue.SIGNALLING, aggregate).getFirst());
      for (Topic<?> topic :
          List.of(
              TopicCatalogue.SIP_REQUESTS,
              TopicCatalogue.EDGE_INBOX,
              TopicCatalogue.SWITCH_INBOX,
              TopicCatalogue.MESSAGES)) {
        assertThat(traces(topic)).as(topic.name()).contains(invite);
      }
      assertThat(of(TopicCatalogue.SIGNALLING, aggregate).stream().map(OneTraceIT::trace))
          .as("the INVITE and what ben answers")
          .filteredOn(invite::equals)
          .hasSizeGreaterThan(1);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> of(Topic<?> topic, String aggregate) {
    List<ConsumerRecord<byte[], byte[]>> records =
        new ArrayList<>(new TopicProbe(suite.kafka()).readAll(topic.name()));
    records.removeIf(record -> !new String(record.key(), UTF_8).equals(aggregate));
    return records;
  }

  private Set<String> traces(Topic<?> topic) {
    return new TopicProbe(suite.kafka())
        .readAll(topic.name()).stream().map(OneTraceIT::trace).collect(Collectors.toSet());
  }

  private static String trace(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(RecordHeaders.TRACE_PARENT);
    return header == null ? "" : new String(header.value(), UTF_8).replaceAll(TRACE, "$1");
  }
}
