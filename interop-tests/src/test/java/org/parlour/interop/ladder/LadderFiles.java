package org.parlour.interop.ladder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The ladders of one folder and what became of them.
///
/// @param folder below `ladders`; empty for `ladders` itself
record LadderFiles(String folder) {
  private static final String SUFFIX = ".ladder";
  private static final Path OUTCOMES = Path.of("target/ladder-reports");

  /// All of them, by name.
  List<Ladder> all() {
    URL directory = Objects.requireNonNull(LadderFiles.class.getResource("/ladders/" + folder));
    try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(LadderFiles::read)
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("ladders: " + e.getMessage(), e);
    }
  }

  private static Ladder read(Path file) {
    String name = file.getFileName().toString();
    try {
      return LadderReader.read(
          name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps the outcome of one play for the conformance page.
  void outcome(Ladder ladder, String transport, boolean passed) throws IOException {
    Path outcomes = Files.createDirectories(OUTCOMES.resolve(folder));
    Files.writeString(
        outcomes.resolve(ladder.name() + "." + transport), passed ? "passed\n" : "failed\n");
  }
}
