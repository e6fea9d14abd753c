package org.parlour.edge.outbound;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.sip.Warning;

/// Why the edge itself refuses (reference §7.6). Codes that say enough carry none.
final class OwnWarnings {
  private OwnWarnings() {}

  static @Nullable Warning of(int status) {
    return switch (status) {
      case 403 -> ImError.ORIGINATOR_NOT_AUTHORIZED.warning();
      case 413, 513 -> ImError.MESSAGE_TOO_LARGE.warning();
      case 416 -> Warning.of("URI scheme not supported");
      case 503 -> ImError.OVERLOAD.warning();
      case 505 -> Warning.of("SIP version not supported");
      default -> null;
    };
  }
}
