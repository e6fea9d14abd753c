package org.parlour.xdm.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xcap.XcapRefused.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// How XCAP requests fail: conflicts with the body of RFC 4825 §11, all else with problem details
/// (RFC 9457). Counts them in `im.xdm.xcap.refused{reason}`.
final class XcapAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(XcapAnswers.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String REFUSED = "im.xdm.xcap.refused";
  private static final String REASON = "reason";
  private static final String ALL_METHODS = "GET, HEAD, PUT, DELETE";
  private static final String READING = "GET, HEAD";

  private final MeterRegistry metrics;

  XcapAnswers(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void conflict(HttpServletResponse response, XcapError error) throws IOException {
    count(error.element());
    body(response, HttpServletResponse.SC_CONFLICT, "application/xcap-error+xml", error.toXml());
  }

  /// @param challenges for who is not known
  void refused(HttpServletResponse response, XcapRefused refused, List<String> challenges)
      throws IOException {
    Reason reason = refused.reason();
    switch (reason) {
      case UNAUTHENTICATED ->
          challenges.forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
      case READ_ONLY -> response.setHeader("Allow", READING);
      case UNAVAILABLE -> response.setHeader("Retry-After", "2");
      case TOO_MANY_GUESSES -> response.setHeader("Retry-After", "60");
      case MALFORMED_URI,
          INCOMPLETE_BODY,
          FORBIDDEN,
          NOT_FOUND,
          PRECONDITION_FAILED,
          TOO_LARGE,
          WRONG_MEDIA_TYPE -> {}
    }
    String code = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    problem(response, reason.status(), code, String.valueOf(refused.getMessage()));
  }

  void unknownMethod(HttpServletResponse response) throws IOException {
    response.setHeader("Allow", ALL_METHODS);
    problem(
        response,
        HttpServletResponse.SC_METHOD_NOT_ALLOWED,
        "unknown-method",
        "method: another (expected: " + ALL_METHODS + ")");
  }

  void failed(HttpServletResponse response, RuntimeException failure) throws IOException {
    if (failure instanceof DataAccessException || failure instanceof TransactionException) {
      response.setHeader("Retry-After", "2");
      problem(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "database-away",
          "the database does not answer");
      return;
    }
    LOG.error("XCAP request failed", failure);
    problem(
        response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "failed", "something is broken");
  }

  private void problem(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    count(code);
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:parlour:problem:" + code);
    problem.put("title", code.replace('-', ' '));
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("code", code);
    body(response, status, "application/problem+json", JSON.writeValueAsBytes(problem));
  }

  private static void body(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private void count(String reason) {
    metrics.counter(REFUSED, REASON, reason).increment();
  }
}
