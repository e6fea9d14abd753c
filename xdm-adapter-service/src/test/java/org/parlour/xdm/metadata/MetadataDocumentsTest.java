package org.parlour.xdm.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.metadata.Entries.deferred;
import static org.parlour.xdm.metadata.Entries.put;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.DocumentSelector;

class MetadataDocumentsTest {
  private final InMemoryMetadataStore store =
      new InMemoryMetadataStore(new MetadataEditor(2, 10_000));
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final MetadataDocuments documents =
      new MetadataDocuments(store, new MetadataMetrics(registry));

  private double count(String outcome) {
    return registry.counter("im.xdm.metadata.commands", "outcome", outcome).count();
  }

  private boolean isThere(MetadataList list, String user) {
    return store
        .find(new DocumentSelector(list.auid(), "sip:" + user + "@example.org", list.document()))
        .isPresent();
  }

  @Test
  void everyUserHasTheOwnLists() {
    documents.obey(
        List.of(
            put("alice", "a", 1, "hers"),
            put("bob", "a", 1, "his"),
            deferred("bob", "d", 1),
            put("alice", "b", 1, "hers too")));
    assertThat(isThere(MetadataList.CONVERSATIONS, "alice")).isTrue();
    assertThat(isThere(MetadataList.CONVERSATIONS, "bob")).isTrue();
    assertThat(isThere(MetadataList.DEFERRED, "bob")).isTrue();
    assertThat(isThere(MetadataList.DEFERRED, "alice")).isFalse();
    assertThat(count("obeyed")).isEqualTo(4);
  }

  @Test
  void anOwnerIsKnownUnderAnyOfItsForms() {
    MetadataCommand.PutEntry plain = put("alice", "a", 1, "hers");
    documents.obey(
        List.of(
            new MetadataCommand.PutEntry(
                MetadataList.CONVERSATIONS,
                ImAddress.parse("sips:%61lice@EXAMPLE.org:5061;transport=tcp"),
                1,
                plain.entry()),
            plain));
    assertThat(isThere(MetadataList.CONVERSATIONS, "alice")).isTrue();
    assertThat(count("repeated")).isEqualTo(1);
  }

  @Test
  void whatBecomesOfCommandsIsCounted() {
    documents.obey(List.of(put("alice", "a", 1, "1"), put("alice", "b", 1, "2")));
    documents.obey(List.of(put("alice", "b", 1, "2"), put("alice", "c", 1, "3")));
    assertThat(count("obeyed")).isEqualTo(3);
    assertThat(count("repeated")).isEqualTo(1);
    assertThat(registry.counter("im.xdm.metadata.dropped").count()).isEqualTo(1);
  }
}
