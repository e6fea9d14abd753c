package org.parlour.msrp.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One file of the torture set: octets that come on a connection, and beside them what they are.
///
/// @param outcomes what a receiver may make of them: one, or several where the RFC leaves it open
record TortureCase(
    String name,
    String title,
    String clause,
    String peculiar,
    String correct,
    List<List<String>> outcomes,
    byte[] bytes) {
  static List<TortureCase> all() throws IOException, URISyntaxException {
    Path folder = Path.of(TortureCase.class.getResource("/torture").toURI());
    List<TortureCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".msrp")) {
          cases.add(read(file, name.substring(0, name.length() - ".msrp".length())));
        }
      }
    }
    return cases;
  }

  private static TortureCase read(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file.resolveSibling(name + ".expected"), UTF_8);
    List<List<String>> outcomes = new ArrayList<>();
    outcomes.add(new ArrayList<>());
    for (String line : lines.subList(4, lines.size())) {
      if (line.equals("or:")) {
        outcomes.add(new ArrayList<>());
      } else {
        outcomes.getLast().add(line);
      }
    }
    return new TortureCase(
        name,
        value(lines, 0, "title: "),
        value(lines, 1, "clause: "),
        value(lines, 2, "peculiar: "),
        value(lines, 3, "correct: "),
        outcomes,
        Files.readAllBytes(file));
  }

  private static String value(List<String> lines, int index, String field) {
    String line = lines.get(index);
    if (!line.startsWith(field)) {
      throw new IllegalArgumentException(line + " (expected: " + field + "…)");
    }
    return line.substring(field.length());
  }

  @Override
  public String toString() {
    return name;
  }
}
