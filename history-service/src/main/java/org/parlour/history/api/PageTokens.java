package org.parlour.history.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.history.archive.ConversationPosition;
import org.parlour.history.archive.MessagePosition;

/// Positions as the opaque texts that a client hands back.
final class PageTokens {
  private static final char SEPARATOR = ' ';

  private PageTokens() {}

  static String of(ConversationPosition position) {
    return encode(position.startedAt().toString(), position.id().toString());
  }

  static String of(MessagePosition position) {
    return encode(Long.toString(position.sequence()), position.message());
  }

  static @Nullable ConversationPosition conversation(@Nullable String token) {
    if (token == null) {
      return null;
    }
    String[] parts = decode(token);
    try {
      return new ConversationPosition(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw bad(token);
    }
  }

  static @Nullable MessagePosition message(@Nullable String token) {
    if (token == null) {
      return null;
    }
    String[] parts = decode(token);
    try {
      return new MessagePosition(Long.parseLong(parts[0]), parts[1]);
    } catch (NumberFormatException e) {
      throw bad(token);
    }
  }

  private static String encode(String first, String second) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((first + SEPARATOR + second).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int separator = text.indexOf(SEPARATOR);
      if (separator > 0 && text.indexOf('\0') < 0) {
        return new String[] {text.substring(0, separator), text.substring(separator + 1)};
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw bad(token);
  }

  private static RuntimeException bad(String token) {
    return Problems.invalidParameter("after: " + token + " (expected: `next` of a page before)");
  }
}
