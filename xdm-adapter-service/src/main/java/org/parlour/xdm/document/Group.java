package org.parlour.xdm.document;

import java.time.Instant;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

/// A group as it is stored.
///
/// @param uri G, canonical
/// @param version of the publication that carried it; differs after each change
public record Group(ImAddress uri, long version, Instant updated, GroupContent content) {
  /// What sessions obey.
  public Definition definition() {
    return content.definition();
  }
}
