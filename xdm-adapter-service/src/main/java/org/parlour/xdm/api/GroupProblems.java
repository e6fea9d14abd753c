package org.parlour.xdm.api;

import java.net.URI;
import java.util.Locale;
import org.parlour.xdm.document.GroupRefused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Renders refusals as RFC 9457 problem details with a stable `code`.
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class GroupProblems {
  private static final String TYPE = "urn:parlour:problem:";
  private static final String SOON = "2";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(GroupRefused refused) {
    HttpStatus status = Refusals.status(refused.reason());
    String code = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return problem(status, code, String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> away(Exception failure) {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "database-away", "the database does not answer");
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE + code));
    problem.setTitle(code.replace('-', ' '));
    problem.setProperty("code", code);
    ResponseEntity.BodyBuilder response = ResponseEntity.status(status);
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, SOON);
    }
    return response.body(problem);
  }
}
