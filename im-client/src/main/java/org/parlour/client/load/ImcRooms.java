package org.parlour.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parlour.client.ImClient;
import org.parlour.protocol.address.ImAddress;

/// Groups at a server whose rooms are made and joined by words in pager messages, as by the module
/// `imc` of Kamailio.
public final class ImcRooms {
  private ImcRooms() {}

  /// Has the first member of each group make its room, and the others join it. Blocks until the
  /// server has taken every word; what it says to the members about it may come later.
  ///
  /// @throws Exception when the core cannot be reached, a user cannot register or a word is
  ///     refused
  public static void make(PagerPlan plan, LoadAccess access) throws Exception {
    try (Crowd crowd = Crowd.connect(access, plan.connections())) {
      List<ImClient> users = new ArrayList<>();
      for (int group = 0; group < plan.groups().size(); group++) {
        for (String name : plan.members(group)) {
          users.add(crowd.add(name, event -> {}));
        }
      }
      crowd.register();
      for (int user = 0; user < users.size(); user++) {
        ImAddress room = plan.groups().get(user / plan.members());
        String word = user % plan.members() == 0 ? "#create" : "#join";
        var _ =
            users
                .get(user)
                .sendPager(room, word)
                .get(plan.patience().toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }
}
