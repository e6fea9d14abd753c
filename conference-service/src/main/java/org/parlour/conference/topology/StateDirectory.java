package org.parlour.conference.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory of the stores. After a crash it may hold writes of an aborted transaction
/// (KAFKA-20685), so it is kept only when a marker says that the last stop was clean; the
/// changelogs restore the rest.
final class StateDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
  private static final String MARKER = "clean-shutdown";

  private final Path root;

  StateDirectory(Path root) {
    this.root = root;
  }

  /// Before the stores are opened. The marker is used up.
  void prepare() {
    try {
      if (Files.deleteIfExists(root.resolve(MARKER))) {
        return;
      }
      if (Files.exists(root)) {
        LOG.warn("the last stop was not clean: the stores are restored from their changelogs");
        Files.walkFileTree(root, new Deleting());
      }
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException("state directory " + root, e);
    }
  }

  /// After the stores were closed in order.
  void markClean() {
    try {
      Files.createDirectories(root);
      Files.writeString(root.resolve(MARKER), "");
    } catch (IOException e) {
      LOG.warn("state directory {}: no clean-shutdown marker written: {}", root, e.toString());
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
