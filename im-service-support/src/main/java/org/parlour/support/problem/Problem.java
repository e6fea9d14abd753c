package org.parlour.support.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// The form of all problem details (RFC 9457): a stable type and `code`, and what it is about.
public final class Problem {
  private static final String TYPE = "urn:parlour:problem:";

  private Problem() {}

  /// @param code kebab-case, stable
  /// @param title the same for every problem of this code
  /// @param detail about this occurrence: the thing, the value, the expectation
  public static ProblemDetail detail(
      HttpStatusCode status, String code, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE + code));
    problem.setTitle(title);
    problem.setProperty("code", code);
    return problem;
  }

  /// To be thrown: ends the handling of a request.
  public static ErrorResponseException exception(
      HttpStatusCode status, String code, String title, String detail) {
    return new ErrorResponseException(status, detail(status, code, title, detail), null);
  }

  /// 400: a parameter or a field of the body makes no sense.
  public static ErrorResponseException invalid(String detail) {
    return exception(HttpStatus.BAD_REQUEST, "invalid-parameter", "invalid parameter", detail);
  }
}
