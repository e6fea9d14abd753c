package org.parlour.history.api;

import org.parlour.support.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Refusals that are not outcomes of the IM protocol, as RFC 9457 problem details.
final class Problems {
  private Problems() {}

  /// @param detail the parameter, its value, what was expected
  static ErrorResponseException invalidParameter(String detail) {
    return Problem.invalid(detail);
  }

  static ErrorResponseException notFound(String detail) {
    return Problem.exception(HttpStatus.NOT_FOUND, "not-found", "not found", detail);
  }

  static ProblemDetail databaseAway() {
    return Problem.detail(
        HttpStatus.SERVICE_UNAVAILABLE,
        "database-away",
        "database away",
        "the archive's database does not answer");
  }
}
