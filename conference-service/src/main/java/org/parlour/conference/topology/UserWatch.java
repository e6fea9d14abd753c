package org.parlour.conference.topology;

import java.util.Set;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.PartMap;
import org.parlour.contracts.signalling.UserPolicy;

/// What this instance knows of users. One thread writes, all tasks read.
public final class UserWatch {
  private volatile Users now;

  /// @param provisioned domains whose users must be known
  public UserWatch(Set<String> provisioned) {
    this.now = new Users(PartMap.empty(), provisioned);
  }

  /// For one thread.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void heard(UserPolicy policy) {
    now = now.with(policy);
  }

  Users now() {
    return now;
  }
}
