package org.parlour.edge.inbound;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderParameters;
import org.parlour.edge.syntax.Numbers;
import org.parlour.edge.syntax.SyntaxException;

/// Reads a NOTIFY (RFC 6665 §8.2.1, §8.2.3). Its body says what a GET says better, and is passed
/// over. Pure.
final class NotifyReader {
  private static final String STATE = "Subscription-State";

  private NotifyReader() {}

  /// @throws SyntaxException also without `Subscription-State`
  static SipMethod.Notify read(HeaderBlock head) throws SyntaxException {
    String value = head.firstOrNull(STATE);
    if (value == null) {
      throw new SyntaxException(STATE, "none", "one");
    }
    int semicolon = value.indexOf(';');
    int end = semicolon < 0 ? value.length() : semicolon;
    HeaderParameters parameters = HeaderParameters.parse(value, end);
    return new SipMethod.Notify(
        HeaderReader.event(head),
        known(SipMethod.Notify.State.class, value.substring(0, end)),
        seconds(parameters, "expires"),
        known(TerminationReason.class, parameters.get("reason").orElse("")),
        seconds(parameters, "retry-after"));
  }

  /// The constant that is written so, in any case; null for one of a later RFC.
  private static <E extends Enum<E>> @Nullable E known(Class<E> names, String text) {
    try {
      return Enum.valueOf(names, text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Integer seconds(HeaderParameters parameters, String name)
      throws SyntaxException {
    Optional<String> value = parameters.get(name);
    return value.isEmpty()
        ? null
        : Numbers.parse(STATE + " " + name, value.get(), Integer.MAX_VALUE);
  }
}
