package org.parlour.history.api;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Refusals that are not outcomes of the IM protocol, as RFC 9457 problem details.
final class Problems {
  private static final String TYPE = "urn:parlour:problem:";

  private Problems() {}

  /// @param detail the parameter, its value, what was expected
  static ErrorResponseException invalidParameter(String detail) {
    return problem(HttpStatus.BAD_REQUEST, "invalid-parameter", "invalid parameter", detail);
  }

  static ErrorResponseException notFound(String detail) {
    return problem(HttpStatus.NOT_FOUND, "not-found", "not found", detail);
  }

  static ProblemDetail databaseAway() {
    return detail(
        HttpStatus.SERVICE_UNAVAILABLE,
        "database-away",
        "database away",
        "the archive's database does not answer");
  }

  private static ErrorResponseException problem(
      HttpStatus status, String code, String title, String detail) {
    return new ErrorResponseException(status, detail(status, code, title, detail), null);
  }

  private static ProblemDetail detail(HttpStatus status, String code, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE + code));
    problem.setTitle(title);
    problem.setProperty("code", code);
    return problem;
  }
}
