package org.parlour.xdm.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.xcap.DocumentSelector;

/// The lists that this server keeps. Thread-safe; blocks.
public final class MetadataDocuments {
  /// In the audit trail.
  private static final String SERVER = "server";

  private final MetadataStore store;
  private final MetadataMetrics metrics;

  MetadataDocuments(MetadataStore store, MetadataMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  /// Obeys commands in their order, those about one document in one transaction. Whoever asks again
  /// after a failure asks for nothing twice.
  ///
  /// @throws IllegalArgumentException when one of them can never be obeyed
  public void obey(List<MetadataCommand> commands) {
    Map<DocumentSelector, List<MetadataCommand>> byDocument = new LinkedHashMap<>();
    for (MetadataCommand command : commands) {
      byDocument.computeIfAbsent(place(command), _ -> new ArrayList<>()).add(command);
    }
    byDocument.forEach(
        (document, about) ->
            metrics.obeyed(
                about.size(), Actor.as(SERVER, () -> store.obey(document, List.copyOf(about)))));
  }

  private static DocumentSelector place(MetadataCommand command) {
    return new DocumentSelector(
        command.list().auid(), command.owner().canonical().toString(), command.list().document());
  }
}
