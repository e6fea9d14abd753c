package org.parlour.interop.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads ladder files. `#` begins a comment, `Spec:` names clauses, an arrow between an agent and
/// `im` is a message, and an indented line is a clause of the message above it; ` ; ` puts a clause
/// on the message's own line.
final class LadderReader {
  private static final String SERVER = "im";
  private static final String SPEC = "Spec:";
  private static final Pattern ARROW = Pattern.compile("(\\w+)\\s+(->|<-)\\s+(\\w+)\\s+(\\S.*)");
  private static final Pattern CLAUSE_SEPARATOR = Pattern.compile("\\s+;\\s+");

  private final String name;
  private final List<String> specs = new ArrayList<>();
  private final List<Rung> rungs = new ArrayList<>();
  private @Nullable Rung open;

  private LadderReader(String name) {
    this.name = name;
  }

  /// @throws IllegalArgumentException naming the line that cannot be read
  static Ladder read(String name, String text) {
    LadderReader reader = new LadderReader(name);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        reader.line(number, line);
      }
    }
    reader.finishRung();
    return new Ladder(name, reader.specs, reader.rungs);
  }

  private void line(int number, String line) {
    if (Character.isWhitespace(line.charAt(0))) {
      clause(number, line);
    } else if (line.startsWith(SPEC)) {
      specs.addAll(clauses(line));
    } else {
      finishRung();
      open = rung(number, line);
    }
  }

  /// The clauses in a `Spec:` line.
  private static List<String> clauses(String line) {
    return Arrays.stream(line.substring(SPEC.length()).split(","))
        .map(String::strip)
        .filter(clause -> !clause.isEmpty())
        .toList();
  }

  private void clause(int number, String line) {
    Rung rung = open;
    if (rung == null) {
      throw bad(number, line, "a message above it");
    }
    List<String> clauses = new ArrayList<>(rung.clauses());
    clauses.addAll(List.of(CLAUSE_SEPARATOR.split(line.strip())));
    open = new Rung(rung.line(), rung.text(), rung.agent(), rung.incoming(), rung.what(), clauses);
  }

  private Rung rung(int number, String line) {
    List<String> parts = List.of(CLAUSE_SEPARATOR.split(line.strip()));
    Matcher arrow = ARROW.matcher(parts.getFirst());
    if (!arrow.matches() || arrow.group(1).equals(SERVER) == arrow.group(3).equals(SERVER)) {
      throw bad(number, line, "agent -> im WHAT, or another arrow with im at one end");
    }
    boolean serverIsLeft = arrow.group(1).equals(SERVER);
    boolean toTheRight = arrow.group(2).equals("->");
    return new Rung(
        number,
        line.strip(),
        serverIsLeft ? arrow.group(3) : arrow.group(1),
        serverIsLeft == toTheRight,
        arrow.group(4).strip(),
        parts.subList(1, parts.size()));
  }

  private void finishRung() {
    Rung rung = open;
    if (rung != null) {
      rungs.add(rung);
      open = null;
    }
  }

  private IllegalArgumentException bad(int number, String line, String expected) {
    return new IllegalArgumentException(
        name + ":" + number + ": " + line.strip() + " (expected: " + expected + ")");
  }
}
