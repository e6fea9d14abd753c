package org.parlour.standalone.launcher;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The suite cannot start. The message is one line for the person in front of the screen.
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }

  private StartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /// What failed, and the innermost reason: the outer ones only say where.
  static StartFailure of(String what, Throwable failure) {
    if (failure instanceof StartFailure known) {
      return known;
    }
    Throwable root = failure;
    for (Throwable next = root.getCause(); next != null && next != root; next = next.getCause()) {
      root = next;
    }
    return new StartFailure(what + ": " + oneLine(root), failure);
  }

  private static String oneLine(Throwable reason) {
    @Nullable String message = reason.getMessage();
    String name = reason.getClass().getSimpleName();
    return message == null
        ? name
        : name + ": " + Objects.requireNonNull(message).lines().findFirst().orElse("").strip();
  }
}
