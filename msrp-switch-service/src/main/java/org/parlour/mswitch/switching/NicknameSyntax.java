package org.parlour.mswitch.switching;

import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.Nickname;

/// What a nickname may look like; whether it is free, the conference decides (RFC 7701 §7.1,
/// reference §6.4).
public final class NicknameSyntax {
  private static final int LONGEST = 64;

  private NicknameSyntax() {}

  /// The nickname asked for, empty text to give the present one back.
  ///
  /// @param useNickname the header's value; null when there was none
  /// @return null when it is malformed
  public static @Nullable String read(@Nullable String useNickname) {
    String name = useNickname == null ? null : Nickname.unquote(useNickname);
    if (name == null || name.isEmpty()) {
      return name;
    }
    boolean wellFormed =
        !name.isBlank()
            && name.codePointCount(0, name.length()) <= LONGEST
            && name.codePoints().noneMatch(NicknameSyntax::isUnprintable);
    return wellFormed ? name : null;
  }

  private static boolean isUnprintable(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
