package org.parlour.client.cli;

import java.net.BindException;
import java.net.ConnectException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.parlour.client.ClientException;
import org.parlour.client.CoreAddress;
import org.parlour.client.media.MediaException;

/// Turns what went wrong into one line for a person, and an exit code.
final class Failures {
  static final int FAILED = 1;
  static final int UNREACHABLE = 3;

  private Failures() {}

  /// Says the failure on standard error.
  static int tell(Throwable failure) {
    Throwable cause = cause(failure);
    System.err.println("parlour: " + text(cause));
    return code(cause);
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /// One line, whatever it is.
  static String text(Throwable failure) {
    Throwable cause = cause(failure);
    String message = cause.getMessage();
    return switch (cause) {
      case CommandFailure told -> String.valueOf(told.getMessage());
      case ClientException told -> String.valueOf(told.getMessage());
      case MediaException told -> String.valueOf(told.getMessage());
      case TimeoutException late -> message == null ? "no answer in time" : message;
      case BindException taken -> "a port is taken: " + message;
      case CancellationException cancelled -> "given up";
      default -> cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    };
  }

  private static int code(Throwable cause) {
    boolean unreachable =
        cause instanceof ConnectException
            || (cause instanceof CommandFailure told && told.code() == UNREACHABLE)
            || (cause instanceof ClientException refused
                && refused.status() == 503
                && String.valueOf(refused.getMessage()).contains("nothing is listening"));
    return unreachable ? UNREACHABLE : FAILED;
  }

  /// The failure to say when the core at `address` cannot be reached.
  static CommandFailure unreachable(CoreAddress address) {
    return new CommandFailure(
        UNREACHABLE,
        "nothing is listening at " + address + "; start the suite with: mvn spring-boot:run");
  }
}
