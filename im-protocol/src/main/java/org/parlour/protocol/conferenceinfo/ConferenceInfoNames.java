package org.parlour.protocol.conferenceinfo;

import java.util.Locale;
import java.util.Optional;

/// Names on the wire.
final class ConferenceInfoNames {
  static final String NAMESPACE = "urn:ietf:params:xml:ns:conference-info";

  /// Holds the nickname attribute of a chat room's user (RFC 7701 §7, RFC 6501 §4.6).
  static final String XCON = "urn:ietf:params:xml:ns:xcon-conference-info";

  private ConferenceInfoNames() {}

  /// `DIALING_OUT` is `dialing-out`.
  static String token(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> Optional<E> of(Class<E> type, String token) {
    for (E value : type.getEnumConstants()) {
      if (token(value).equals(token)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
