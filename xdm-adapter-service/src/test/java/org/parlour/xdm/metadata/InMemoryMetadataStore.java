package org.parlour.xdm.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;

/// The store's double: the same behaviour, proven by the same contract.
final class InMemoryMetadataStore implements MetadataStore {
  private final MetadataEditor editor;
  private final Map<DocumentSelector, StoredDocument> documents = new HashMap<>();
  private final Map<Key, Obeyed> obeyed = new HashMap<>();
  private long version;

  private record Key(DocumentSelector document, ImAddress reference) {}

  private record Obeyed(long revision, Instant at) {}

  InMemoryMetadataStore(MetadataEditor editor) {
    this.editor = editor;
  }

  synchronized Optional<StoredDocument> find(DocumentSelector document) {
    return Optional.ofNullable(documents.get(document));
  }

  synchronized void delete(DocumentSelector document) {
    documents.remove(document);
  }

  @Override
  public synchronized Outcome obey(DocumentSelector document, List<MetadataCommand> commands) {
    Map<Key, Obeyed> now = new HashMap<>(obeyed);
    Map<ImAddress, MetadataCommand> latest = new LinkedHashMap<>();
    int repeated = 0;
    for (MetadataCommand command : commands) {
      Key key = new Key(document, command.reference());
      @Nullable Obeyed before = now.get(key);
      if (before != null && before.revision() >= command.revision()) {
        repeated++;
      } else {
        now.put(key, new Obeyed(command.revision(), Instant.now()));
        latest.put(command.reference(), command);
      }
    }
    @Nullable XmlDocument said = find(document).map(InMemoryMetadataStore::parsed).orElse(null);
    MetadataEditor.Edited edited = editor.edited(said, List.copyOf(latest.values()));
    @Nullable XmlDocument next = edited.document();
    if (next != null && !next.equals(said)) {
      documents.put(
          document, new StoredDocument(document, ++version, next.octets(), Instant.now()));
    }
    obeyed.putAll(now);
    return new Outcome(repeated, edited.dropped());
  }

  private static XmlDocument parsed(StoredDocument document) {
    return Entries.parsed(new String(document.body(), UTF_8));
  }

  @Override
  public synchronized int forget(Duration memory) {
    int before = obeyed.size();
    Instant oldest = Instant.now().minus(memory);
    obeyed.values().removeIf(o -> o.at().isBefore(oldest));
    return before - obeyed.size();
  }
}
