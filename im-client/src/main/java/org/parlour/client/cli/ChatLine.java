package org.parlour.client.cli;

import java.util.Locale;

/// What a user typed.
sealed interface ChatLine {
  record Say(String text) implements ChatLine {}

  record Whisper(String to, String text) implements ChatLine {}

  /// @param to one target, or several users with commas between
  record Pager(String to, String text) implements ChatLine {}

  record Invite(String user) implements ChatLine {}

  record Nick(String name) implements ChatLine {}

  record Who() implements ChatLine {}

  record Accept() implements ChatLine {}

  record Decline() implements ChatLine {}

  record Leave() implements ChatLine {}

  record Help() implements ChatLine {}

  record Quit() implements ChatLine {}

  record Nothing() implements ChatLine {}

  /// @param why for the user
  record Wrong(String why) implements ChatLine {}

  /// `//` at the beginning says a text that begins with a slash.
  static ChatLine parse(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return new Nothing();
    }
    if (!text.startsWith("/") || text.startsWith("//")) {
      return new Say(text.startsWith("//") ? text.substring(1) : text);
    }
    int blank = text.indexOf(' ');
    String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
    String command = (blank < 0 ? text : text.substring(0, blank)).toLowerCase(Locale.ROOT);
    return switch (command) {
      case "/invite" ->
          argument.isEmpty() ? new Wrong("whom? /invite carol") : new Invite(argument);
      case "/nick" -> new Nick(argument);
      case "/msg" -> whisper(argument);
      case "/pager" -> pager(argument);
      case "/who" -> new Who();
      case "/accept" -> new Accept();
      case "/decline" -> new Decline();
      case "/leave" -> new Leave();
      case "/help", "/?" -> new Help();
      case "/quit", "/exit" -> new Quit();
      default -> new Wrong(command + " is no command; /help shows them all");
    };
  }

  private static ChatLine pager(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0
        ? new Wrong("to whom, and what? /pager bob,carol lunch at one")
        : new Pager(argument.substring(0, blank), argument.substring(blank + 1).strip());
  }

  private static ChatLine whisper(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0
        ? new Wrong("to whom, and what? /msg carol see you later")
        : new Whisper(argument.substring(0, blank), argument.substring(blank + 1).strip());
  }
}
