package org.parlour.xdm.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.parlour.xdm.metadata.Entries.deferred;
import static org.parlour.xdm.metadata.Entries.put;
import static org.parlour.xdm.metadata.Entries.remove;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.xdm.metadata.MetadataStore.Outcome;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.xcap.DocumentSelector;

/// What every store of metadata does.
@SuppressWarnings("NullAway.Init")
abstract class MetadataStoreContract {
  static final MetadataEditor EDITOR = new MetadataEditor(3, 10_000);
  private static final DocumentSelector HISTORY = place(MetadataList.CONVERSATIONS, "alice");

  private MetadataStore store;

  /// An empty one.
  abstract MetadataStore store();

  abstract Optional<StoredDocument> find(DocumentSelector document);

  /// As the owner does it.
  abstract void delete(DocumentSelector document);

  @BeforeEach
  void empty() {
    store = store();
  }

  private static DocumentSelector place(MetadataList list, String user) {
    return new DocumentSelector(list.auid(), Entries.user(user).toString(), list.document());
  }

  private Outcome obey(MetadataCommand... commands) {
    return store.obey(HISTORY, List.of(commands));
  }

  private List<String> said() {
    return find(HISTORY)
        .map(document -> Entries.parsed(new String(document.body(), UTF_8)))
        .map(Entries::subjects)
        .orElse(List.of());
  }

  private long version() {
    return find(HISTORY).orElseThrow().version();
  }

  @Test
  void oneConversationIsOneEntry() {
    assertThat(obey(put("alice", "a", 1, "begun"))).isEqualTo(new Outcome(0, 0));
    long begun = version();
    obey(put("alice", "b", 1, "another"));
    obey(put("alice", "a", 2, "ended"));
    assertThat(said()).containsExactly("ended", "another");
    assertThat(version()).isGreaterThan(begun);
    obey(remove("alice", "a", 3));
    assertThat(said()).containsExactly("another");
  }

  @Test
  void ofOneBatchTheLastCommandCounts() {
    Outcome outcome =
        obey(
            put("alice", "a", 1, "begun"),
            put("alice", "b", 1, "another"),
            put("alice", "a", 2, "ended"),
            put("alice", "b", 1, "another"),
            remove("alice", "b", 2));
    assertThat(outcome).isEqualTo(new Outcome(1, 0));
    assertThat(said()).containsExactly("ended");
  }

  @Test
  void whatComesAgainOrTooLateChangesNothing() {
    obey(put("alice", "a", 1, "begun"), put("alice", "a", 2, "ended"));
    long version = version();
    assertThat(obey(put("alice", "a", 1, "begun"), put("alice", "a", 2, "ended")))
        .isEqualTo(new Outcome(2, 0));
    assertThat(obey(put("alice", "a", 2, "something else"))).isEqualTo(new Outcome(1, 0));
    assertThat(said()).containsExactly("ended");
    assertThat(version()).isEqualTo(version);
  }

  @Test
  void whatComesAgainBringsNothingBack() {
    obey(put("alice", "a", 1, "begun"), remove("alice", "a", 2));
    obey(put("alice", "a", 1, "begun"));
    assertThat(said()).isEmpty();
    obey(put("alice", "b", 1, "another"));
    delete(HISTORY);
    assertThat(obey(put("alice", "b", 1, "another"))).isEqualTo(new Outcome(1, 0));
    assertThat(find(HISTORY)).isEmpty();
  }

  @Test
  void aListThatItsOwnerDeletedBeginsAnew() {
    obey(put("alice", "a", 1, "old"));
    delete(HISTORY);
    obey(put("alice", "b", 1, "new"));
    assertThat(said()).containsExactly("new");
    obey(put("alice", "a", 2, "old, and it went on"));
    assertThat(said()).containsExactly("new", "old, and it went on");
  }

  @Test
  void aListThatSaysItAlreadyKeepsItsVersion() {
    obey(remove("alice", "a", 1));
    assertThat(find(HISTORY)).isEmpty();
    obey(put("alice", "b", 1, "same"));
    long version = version();
    assertThat(obey(put("alice", "b", 2, "same"), remove("alice", "c", 1)))
        .isEqualTo(new Outcome(0, 0));
    assertThat(version()).isEqualTo(version);
  }

  @Test
  void listsKnowNothingOfEachOther() {
    DocumentSelector deferred = place(MetadataList.DEFERRED, "alice");
    DocumentSelector bobs = place(MetadataList.CONVERSATIONS, "bob");
    obey(put("alice", "a", 1, "hers"));
    store.obey(deferred, List.of(deferred("alice", "a", 1)));
    store.obey(bobs, List.of(put("bob", "a", 1, "his")));
    assertThat(said()).containsExactly("hers");
    assertThat(find(deferred)).isPresent();
    assertThat(find(bobs)).isPresent();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    obey(put("alice", "a", 1, "1"), put("alice", "b", 1, "2"), put("alice", "c", 1, "3"));
    assertThat(obey(put("alice", "d", 1, "4"))).isEqualTo(new Outcome(0, 1));
    assertThat(said()).containsExactly("2", "3", "4");
  }

  @Test
  void whatCannotBeObeyedChangesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> obey(put("alice", "a", 1, "fits"), put("alice", "b", 1, "x".repeat(10_000))));
    assertThat(find(HISTORY)).isEmpty();
    assertThat(obey(put("alice", "a", 1, "fits"))).isEqualTo(new Outcome(0, 0));
    assertThat(said()).containsExactly("fits");
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    obey(put("alice", "a", 1, "begun"));
    assertThat(store.forget(Duration.ofDays(14))).isZero();
    assertThat(store.forget(Duration.ofDays(-1))).isEqualTo(1);
    assertThat(store.forget(Duration.ofDays(-1))).isZero();
    assertThat(said()).containsExactly("begun");
  }
}
