package org.parlour.standalone.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where everything durable of one suite lives, locked while the suite runs.
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "parlour.lock";
  private static final String SECRET = "cluster-secret";
  private static final int SECRET_OCTETS = 32;
  private static final List<String> CONTENT = List.of("kafka", "postgres", "state", SECRET);

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Creates and locks it.
  ///
  /// @param fresh whether what an earlier run left is deleted
  /// @throws StartFailure when it is not writable, or another suite has it
  public static DataDirectory open(Path path, boolean fresh) {
    Path directory = path.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartFailure(
            "another suite runs in "
                + directory
                + ": stop it, or choose another directory with --data-dir");
      }
      if (fresh) {
        for (String content : CONTENT) {
          delete(directory.resolve(content));
        }
      }
      return new DataDirectory(directory, channel);
    } catch (IOException e) {
      throw StartFailure.of("the data directory " + directory + " cannot be used", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  /// For what the services keep: the stores of the stream processor.
  Path state() {
    return path.resolve("state");
  }

  Path logs() {
    return path.resolve("logs");
  }

  /// The secret that all edges share, as 64 hexadecimal digits: drawn once, readable by its owner
  /// only.
  synchronized String clusterSecret() {
    Path file = path.resolve(SECRET);
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      byte[] octets = new byte[SECRET_OCTETS];
      new SecureRandom().nextBytes(octets);
      String secret = HexFormat.of().formatHex(octets);
      Path draft =
          Files.createTempFile(
              path,
              SECRET,
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, secret);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return secret;
    } catch (IOException e) {
      throw StartFailure.of("the cluster secret " + file + " cannot be used", e);
    }
  }

  /// Gives the directory to the next suite.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StartFailure.of("unlock " + path, e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
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
        });
  }
}
