package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;

/// What holds for a user as it now stands, published by its owner under the user's key, like a
/// [GroupDocument] under its group's. The user's aggregate passes it on to whoever meets the user.
///
/// @param user canonical
/// @param version grows with each change
/// @param definition null when nothing is known of the user any more
public record UserPolicy(Instant at, ImAddress user, long version, @Nullable Definition definition)
    implements SignallingInput {

  /// @param barredOutgoing may use no IM service
  /// @param barredIncoming cannot be reached, whatever its rules say
  /// @param aliases other identities of the user, canonical
  /// @param rules who may reach the user; null without a document, and then everybody may
  public record Definition(
      boolean barredOutgoing,
      boolean barredIncoming,
      List<ImAddress> aliases,
      @Nullable List<AccessRule> rules) {
    public Definition {
      aliases = List.copyOf(aliases);
      rules = rules == null ? null : List.copyOf(rules);
    }

    /// Without aliases.
    public Definition(
        boolean barredOutgoing, boolean barredIncoming, @Nullable List<AccessRule> rules) {
      this(barredOutgoing, barredIncoming, List.of(), rules);
    }
  }
}
