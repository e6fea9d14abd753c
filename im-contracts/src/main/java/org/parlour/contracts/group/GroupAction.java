package org.parlour.contracts.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a rule may allow, under the names of the group document's elements (reference §11.5).
public enum GroupAction {
  /// May start the group's session.
  ALLOW_INITIATE_CONFERENCE,
  JOIN_HANDLING,
  /// May subscribe to the conference package.
  ALLOW_CONFERENCE_STATE,
  ALLOW_ANONYMITY,
  /// May refer others in.
  ALLOW_INVITE_USERS_DYNAMICALLY,
  ALLOW_EXPELLING,
  /// The session ends when the last such participant leaves.
  IS_KEY_PARTICIPANT;

  private final String element = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The name in XML, in JSON and on the wire.
  @JsonValue
  public String element() {
    return element;
  }

  /// @return null for an action that we do not know
  @JsonCreator
  public static @Nullable GroupAction of(String element) {
    for (GroupAction action : values()) {
      if (action.element.equals(element)) {
        return action;
      }
    }
    return null;
  }
}
