package org.parlour.client.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// The terminal: a line being edited below, what happens above it. Printing is safe from any
/// thread.
final class ChatWindow implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final int[] COLOURS = {
    AttributedStyle.CYAN,
    AttributedStyle.GREEN,
    AttributedStyle.YELLOW,
    AttributedStyle.MAGENTA,
    AttributedStyle.BLUE
  };

  private final Terminal terminal;
  private final LineReader reader;
  private final boolean plain;
  private volatile String prompt = "> ";

  ChatWindow() throws IOException {
    terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    plain = System.getenv("NO_COLOR") != null || terminal.getType().startsWith("dumb");
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .completer(
                new StringsCompleter(
                    "/accept",
                    "/decline",
                    "/help",
                    "/invite",
                    "/leave",
                    "/msg",
                    "/nick",
                    "/quit",
                    "/who"))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  void prompt(String text) {
    prompt = text;
  }

  /// The next line; null at the end of the input or on Ctrl-C.
  @Nullable String read() {
    try {
      return reader.readLine(prompt);
    } catch (EndOfFileException | UserInterruptException e) {
      return null;
    }
  }

  /// Something that happened.
  void note(String text) {
    print(new AttributedStringBuilder().style(faint()).append("  ").append(text));
  }

  void error(String text) {
    print(
        new AttributedStringBuilder()
            .style(plain ? AttributedStyle.DEFAULT : AttributedStyle.DEFAULT.foreground(1))
            .append("  ")
            .append(text));
  }

  /// Something that somebody said.
  ///
  /// @param at null: now
  void said(String who, String how, String text, @Nullable Instant at) {
    LocalTime time = at == null ? LocalTime.now() : LocalTime.ofInstant(at, ZoneId.systemDefault());
    AttributedStyle style =
        plain
            ? AttributedStyle.DEFAULT
            : AttributedStyle.DEFAULT
                .bold()
                .foreground(COLOURS[Math.floorMod(who.hashCode(), COLOURS.length)]);
    print(
        new AttributedStringBuilder()
            .style(faint())
            .append(time.format(TIME))
            .append(' ')
            .style(style)
            .append(who)
            .style(AttributedStyle.DEFAULT)
            .append(how)
            .append(": ")
            .append(printable(text)));
  }

  /// Other people's text must not steer this terminal.
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) && c != '\n' ? ' ' : c));
    return safe.toString();
  }

  private AttributedStyle faint() {
    return plain ? AttributedStyle.DEFAULT : AttributedStyle.DEFAULT.faint();
  }

  private void print(AttributedStringBuilder text) {
    if (reader.isReading()) {
      reader.printAbove(text.toAttributedString());
    } else {
      terminal.writer().println(text.toAttributedString().toAnsi(terminal));
      terminal.flush();
    }
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      // the program ends anyway
    }
  }
}
