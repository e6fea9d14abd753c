package org.parlour.contracts.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user's rules may allow others, under the names of the document's elements (reference
/// §11.4).
public enum AccessAction {
  /// May invite the user.
  ALLOW_SESSION,
  /// May send the user pager and large messages.
  ALLOW_PAGER_MODE_MESSAGE;

  private final String element = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The name in XML and on the wire.
  @JsonValue
  public String element() {
    return element;
  }

  /// @return null for an action that we do not know
  @JsonCreator
  public static @Nullable AccessAction of(String element) {
    for (AccessAction action : values()) {
      if (action.element.equals(element)) {
        return action;
      }
    }
    return null;
  }
}
