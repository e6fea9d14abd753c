package org.parlour.xdm.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

/// A group as it is stored.
///
/// @param uri G, canonical
/// @param version of the publication that carried it; differs after each change
public record Group(ImAddress uri, long version, Instant updated, GroupContent content) {
  /// The user in whose tree the document lies; null where it has a tree of its own.
  public @Nullable String owner() {
    String xui = content.place().xui();
    return xui.equals(uri.toString()) ? null : xui;
  }

  /// What sessions obey.
  public Definition definition() {
    return content.definition();
  }
}
