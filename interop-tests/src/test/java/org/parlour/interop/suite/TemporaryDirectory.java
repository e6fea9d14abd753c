package org.parlour.interop.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// For what must live as long as the JVM, which JUnit's `@TempDir` does not.
final class TemporaryDirectory {
  private TemporaryDirectory() {}

  static Path create(String name) {
    try {
      return Files.createTempDirectory("parlour-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) {
    try {
      List<Path> deepestFirst;
      try (Stream<Path> walk = Files.walk(directory)) {
        deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
