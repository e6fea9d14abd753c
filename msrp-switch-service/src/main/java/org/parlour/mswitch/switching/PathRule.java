package org.parlour.mswitch.switching;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpUri;

/// How the paths of a request were found to be those of a leg.
public enum PathRule {
  /// Both are equal to what was agreed on (RFC 4975 §5.4, §6.1).
  STRICT,
  /// Likewise, and the peer is behind relays (RFC 4976).
  RELAYED,
  /// The session-ids are equal; both sides agreed on `a=msrp-cema` (RFC 6714).
  CEMA,
  /// The session-ids are equal, which the operator lets do: for networks with middleboxes that
  /// change addresses.
  SESSION_ID;

  /// Which rule makes a request's paths those of a leg.
  ///
  /// @param local our URI on the leg
  /// @param remote the peer's path, as it was agreed on
  /// @param loose the rule by which session-ids do; null when there is none
  /// @return null when the request is for somebody else
  public static @Nullable PathRule of(
      MsrpUri local, MsrpPath remote, @Nullable PathRule loose, MsrpPath to, MsrpPath from) {
    if (to.uris().size() != 1) {
      return null;
    }
    if (local.equals(to.first()) && remote.equals(from)) {
      return remote.uris().size() == 1 ? STRICT : RELAYED;
    }
    boolean same =
        !remote.last().sessionId().isEmpty()
            && local.sessionId().equals(to.first().sessionId())
            && remote.last().sessionId().equals(from.last().sessionId());
    return same ? loose : null;
  }

  /// The metric tag.
  public String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
