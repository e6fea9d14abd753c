package org.parlour.support.problem;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Renders every refusal of the management interfaces as `application/problem+json` (RFC 9457),
/// with the outcome's stable `code`. Spring's own refusals get the same form.
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final String TYPE = "urn:parlour:problem:";

  @ExceptionHandler(Refused.class)
  ProblemDetail refused(Refused refused) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(refused.error().httpStatus()), refused.getMessage());
    problem.setType(URI.create(TYPE + refused.error().code()));
    problem.setTitle(refused.error().text());
    problem.setProperty("code", refused.error().code());
    return problem;
  }
}
