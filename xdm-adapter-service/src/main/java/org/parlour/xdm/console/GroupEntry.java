package org.parlour.xdm.console;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupPlace;

/// A group as it is stored.
///
/// @param version differs after each change
/// @param place of its document
/// @param owner who may change it by XCAP; null for nobody
record GroupEntry(
    ImAddress uri, long version, GroupPlace place, @Nullable String owner, Definition definition) {
  static GroupEntry of(Group group) {
    return new GroupEntry(
        group.uri(), group.version(), group.content().place(), group.owner(), group.definition());
  }

  /// What it is called.
  public String title() {
    String name = definition.displayName();
    return name == null ? uri.user() : name;
  }

  public String whoMayTakePart() {
    if (definition.rules() != null) {
      return "by its rules";
    }
    return definition.openToAll() ? "everybody" : "members";
  }
}
