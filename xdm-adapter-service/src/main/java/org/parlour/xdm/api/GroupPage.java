package org.parlour.xdm.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.document.Group;

/// @param next to be handed back as `after`; null on the last page
record GroupPage(List<GroupView> groups, @Nullable String next) {
  /// @param rows one more than `limit` when there are more
  static GroupPage of(List<Group> rows, int limit) {
    List<GroupView> shown = rows.stream().limit(limit).map(GroupView::of).toList();
    return new GroupPage(shown, rows.size() > limit ? shown.getLast().uri() : null);
  }
}
