package org.parlour.contracts.xdm;

import org.parlour.protocol.address.ImAddress;

/// Changes one entry of a list that this server keeps for a user. One conversation is one entry,
/// known by its reference (reference §9.5).
///
/// A command is told from its repetition by its revision. Of one entry only commands of a higher
/// revision than the last are obeyed, so that whatever comes again, or too late, changes nothing,
/// though the owner has deleted the entry meanwhile. Whoever writes about an entry counts: 1 when a
/// conversation begins, 2 when it ends.
public sealed interface MetadataCommand extends XdmCommand {
  MetadataList list();

  /// Whose list.
  ImAddress owner();

  /// Of the entry.
  ImAddress reference();

  /// Grows with each command about the entry.
  long revision();

  /// The document.
  @Override
  default String key() {
    return list().auid() + "/users/" + owner().canonical() + "/" + list().document();
  }

  /// Adds an entry, or replaces what is there under its reference.
  record PutEntry(MetadataList list, ImAddress owner, long revision, HistoryEntry entry)
      implements MetadataCommand {
    @Override
    public ImAddress reference() {
      return entry.reference();
    }
  }

  /// Removes an entry, for what it tells of is gone: delivered, deleted or expired.
  record RemoveEntry(MetadataList list, ImAddress owner, long revision, ImAddress reference)
      implements MetadataCommand {}
}
