package org.parlour.xdm.console;

import java.util.function.Supplier;
import org.parlour.xdm.api.Refusals;
import org.parlour.xdm.document.GroupRefused;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/// Ends what an administrator wanted to see or do, with a sentence for him or her.
/// What pages read is public.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String text;

  Problem(HttpStatus status, String text) {
    super(text);
    this.status = status;
    this.text = text;
  }

  Problem(HttpStatus status, String text, Throwable cause) {
    super(text, cause);
    this.status = status;
    this.text = text;
  }

  static Problem databaseAway(Exception cause) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Try again.", cause);
  }

  /// @throws Problem that says what `work` was refused for
  static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (GroupRefused e) {
      throw new Problem(Refusals.status(e.reason()), String.valueOf(e.getMessage()), e);
    } catch (DataAccessException | TransactionException e) {
      throw databaseAway(e);
    }
  }

  HttpStatus status() {
    return status;
  }

  public String text() {
    return text;
  }

  /// Which field of a form it is about, where it says so: `members: …`.
  public String field() {
    int colon = text.indexOf(": ");
    String first = colon < 0 ? "" : text.substring(0, colon);
    return first.matches("[a-zA-Z.]+") ? first : "";
  }
}
