package org.parlour.conference.state;

import org.parlour.protocol.address.ImAddress;

/// One user to whom a pager message goes.
///
/// @param address canonical; the Request-URI
/// @param shownAs what the originator may read about it
public record PagerRecipient(ImAddress address, ImAddress shownAs) {
  /// A user who hides from nobody.
  public static PagerRecipient of(ImAddress user) {
    return new PagerRecipient(user.canonical(), user.canonical());
  }
}
