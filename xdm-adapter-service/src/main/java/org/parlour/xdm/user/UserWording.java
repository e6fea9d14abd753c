package org.parlour.xdm.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Wording;

/// Users are told as [UserPolicy]s.
final class UserWording implements Wording<UserContent> {
  @Override
  public String noun() {
    return "user";
  }

  @Override
  public UserPolicy command(
      Instant at, ImAddress uri, long version, @Nullable UserContent content) {
    return new UserPolicy(
        at, uri.canonical(), version, content == null ? null : content.definition());
  }
}
