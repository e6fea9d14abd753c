package org.parlour.contracts.sip;

import org.jspecify.annotations.Nullable;

/// The Event header (RFC 6665 §8.2.1).
///
/// @param name lower case, for example `conference`
/// @param id tells parallel subscriptions of one dialog apart; null when absent
public record EventPackage(String name, @Nullable String id) {
  public static final String CONFERENCE = "conference";

  /// RFC 3515.
  public static final String REFER = "refer";

  /// RFC 5875.
  public static final String XCAP_DIFF = "xcap-diff";
}
