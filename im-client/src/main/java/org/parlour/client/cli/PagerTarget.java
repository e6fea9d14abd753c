package org.parlour.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parlour.client.ImClient;
import org.parlour.protocol.list.Recipient;

/// Where a pager message goes: one user, group or session, or a list of users.
///
/// @param recipients at least one
record PagerTarget(List<Recipient> recipients) {
  /// @param text names and addresses with commas between; a bare name is a user's
  static PagerTarget parse(String text, CoreOptions core) throws CommandFailure {
    List<Recipient> recipients = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      recipients.add(Recipient.to(core.user(name)));
    }
    return new PagerTarget(recipients);
  }

  CompletableFuture<Void> send(ImClient client, String text) {
    return recipients.size() == 1
        ? client.sendPager(recipients.getFirst().address(), text)
        : client.sendPager(recipients, text);
  }
}
