package org.parlour.conference.api;

import org.parlour.conference.topology.SessionQueries;
import org.parlour.support.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers 503 where asking again soon helps.
@RestControllerAdvice
class Unavailable {
  private static final String SOON = "2";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> moving(SessionQueries.NotReady notReady) {
    return later("sessions-moving", "sessions move to other instances", notReady);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> silent(OtherInstances.Silent silent) {
    return later("instance-silent", "an instance does not answer", silent);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> away(OperatorDesk.KafkaAway away) {
    return later("kafka-away", "Kafka does not acknowledge", away);
  }

  private static ResponseEntity<ProblemDetail> later(
      String code, String title, RuntimeException why) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, SOON)
        .body(
            Problem.detail(
                HttpStatus.SERVICE_UNAVAILABLE, code, title, String.valueOf(why.getMessage())));
  }
}
