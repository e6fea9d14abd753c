package org.parlour.xdm.metadata;

import java.util.Optional;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.xcap.DocumentSelector;

class InMemoryMetadataStoreTest extends MetadataStoreContract {
  private InMemoryMetadataStore memory = new InMemoryMetadataStore(EDITOR);

  @Override
  MetadataStore store() {
    memory = new InMemoryMetadataStore(EDITOR);
    return memory;
  }

  @Override
  Optional<StoredDocument> find(DocumentSelector document) {
    return memory.find(document);
  }

  @Override
  void delete(DocumentSelector document) {
    memory.delete(document);
  }
}
