package org.parlour.xdm.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param next to be handed back as `after`; null on the last page
record UserPage(List<UserView> users, @Nullable String next) {
  /// @param rows one more than `limit` when there are more
  static UserPage of(List<User> rows, int limit) {
    List<UserView> shown = rows.stream().limit(limit).map(UserView::of).toList();
    return new UserPage(shown, rows.size() > limit ? shown.getLast().user() : null);
  }
}
