package org.parlour.support.problem;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Renders every refusal of the management interfaces as `application/problem+json` (RFC 9457),
/// with the outcome's stable `code`. Spring's own refusals get the same form.
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
  @ExceptionHandler(Refused.class)
  ProblemDetail refused(Refused refused) {
    return Problem.detail(
        HttpStatusCode.valueOf(refused.error().httpStatus()),
        refused.error().code(),
        refused.error().text(),
        String.valueOf(refused.getMessage()));
  }
}
