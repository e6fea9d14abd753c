package org.parlour.xdm.metadata;

import java.time.Duration;
import java.util.List;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.xdm.xcap.DocumentSelector;

/// Lists, and which commands were obeyed about their entries. Thread-safe; blocks.
interface MetadataStore {
  /// Obeys commands about one document, all of them or none. Of each entry only those of a higher
  /// revision than was ever obeyed count, also of an entry that is not there any more. A document
  /// that says already what it is to say keeps its version.
  ///
  /// @throws IllegalArgumentException when an entry does not fit into a list
  Outcome obey(DocumentSelector document, List<MetadataCommand> commands);

  /// Forgets which commands were obeyed longer than `memory` ago.
  ///
  /// @return of how many entries
  int forget(Duration memory);

  /// @param repeated commands that did not count
  /// @param dropped entries that went since there were too many
  record Outcome(int repeated, int dropped) {}
}
