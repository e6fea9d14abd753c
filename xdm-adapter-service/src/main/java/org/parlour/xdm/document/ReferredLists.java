package org.parlour.xdm.document;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Lists elsewhere to which documents of groups refer (reference §5.4, §11.5; D-06).
/// Thread-safe; blocks.
public interface ReferredLists {
  /// There are none.
  ReferredLists NONE =
      new ReferredLists() {
        @Override
        public Optional<GroupPlace> place(String anchor) {
          return Optional.empty();
        }

        @Override
        public List<ImAddress> users(String anchor, @Nullable String owner) {
          return List.of();
        }
      };

  /// Where the document with the list lies, in the users' tree of its usage; empty when `anchor`
  /// is not of a list that may be here.
  ///
  /// @param anchor XCAP URI, absolute or relative to the root
  Optional<GroupPlace> place(String anchor);

  /// Who stands in the list, canonical, in order; nobody where there is none that the owner may
  /// read. What that list refers to itself is not looked at.
  ///
  /// @param owner whose own lists only are read; null for an administrator, who reads everybody's
  List<ImAddress> users(String anchor, @Nullable String owner);
}
