package org.parlour.xdm.user;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What an administrator says of a user.
///
/// @param barredOutgoing may use no IM service
/// @param barredIncoming cannot be reached
/// @param aliases other identities, canonical
/// @param maxGroups that the user may own; null for the default
/// @param maxDocuments that the user may have besides; null for the default
public record Subscription(
    boolean barredOutgoing,
    boolean barredIncoming,
    List<ImAddress> aliases,
    @Nullable Integer maxGroups,
    @Nullable Integer maxDocuments) {
  /// Of whom nothing special is said.
  public static final Subscription PLAIN = new Subscription(false, false, List.of(), null, null);

  public Subscription {
    aliases = List.copyOf(aliases);
  }

  /// For the audit trail.
  String text() {
    return "barred-outgoing: "
        + barredOutgoing
        + "\nbarred-incoming: "
        + barredIncoming
        + "\naliases: "
        + aliases
        + "\nmax-groups: "
        + maxGroups
        + "\nmax-documents: "
        + maxDocuments
        + "\n";
  }
}
