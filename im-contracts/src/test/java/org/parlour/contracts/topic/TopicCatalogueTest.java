package org.parlour.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  @Test
  void listsEveryTopicOnceWithAUsableShape() throws Exception {
    int declared = 0;
    for (Field field : TopicCatalogue.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Topic.class) {
        declared++;
        assertThat(TopicCatalogue.all()).contains((Topic<?>) field.get(null));
      }
    }
    assertThat(TopicCatalogue.all()).hasSize(declared).doesNotHaveDuplicates();
    assertThat(TopicCatalogue.all())
        .extracting(Topic::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("parlour."));
    assertThat(TopicCatalogue.all())
        .allMatch(topic -> topic.partitions() >= topic.smallPartitions())
        .allMatch(topic -> topic.smallPartitions() > 0)
        .allMatch(topic -> topic.deadLetterName().equals(topic.name() + ".dlt"));
  }

  @Test
  void partitionsRequestsToSendLikeWhatTheyAnswer() {
    assertThat(TopicCatalogue.SIP_REQUESTS.partitions())
        .isEqualTo(TopicCatalogue.SIGNALLING.partitions());
    assertThat(TopicCatalogue.SIP_REQUESTS.smallPartitions())
        .isEqualTo(TopicCatalogue.SIGNALLING.smallPartitions());
  }
}
