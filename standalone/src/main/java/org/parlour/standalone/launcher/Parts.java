package org.parlour.standalone.launcher;

import java.util.EnumMap;
import java.util.Map;

/// What has started, to be stopped in the order of [Kind]. Thread-safe: a part that has started
/// after the end began is stopped at once.
final class Parts implements AutoCloseable {
  /// In the order of stopping: whoever is used by others stops after them.
  enum Kind {
    LAB_CORE,
    SERVICES,
    KAFKA,
    POSTGRES
  }

  private final Map<Kind, AutoCloseable> running = new EnumMap<>(Kind.class);
  private final Progress progress;
  private boolean closing;

  Parts(Progress progress) {
    this.progress = progress;
  }

  /// @return `part`
  <T extends AutoCloseable> T add(Kind kind, T part) {
    synchronized (this) {
      if (!closing) {
        running.put(kind, part);
        return part;
      }
    }
    stop(kind, part);
    throw new StartFailure("the suite was stopped while it started");
  }

  @Override
  public void close() {
    Map<Kind, AutoCloseable> parts;
    synchronized (this) {
      closing = true;
      parts = new EnumMap<>(running);
      running.clear();
    }
    parts.forEach(this::stop);
  }

  /// A part that fails to stop does not keep the next one running.
  private void stop(Kind kind, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      progress.line("while stopping " + kind + ": " + e);
    }
  }
}
