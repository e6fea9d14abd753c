package org.parlour.conference.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.contracts.error.ImError;
import org.parlour.support.problem.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The running sessions of all instances. Each instance answers for its own with `scope=local`; the
/// one that was asked puts the answers together.
@RestController
@RequestMapping("/api/v1/sessions")
class SessionsController {
  private static final int MOST = 500;

  private final SessionQueries queries;
  private final OtherInstances others;

  SessionsController(SessionQueries queries, OtherInstances others) {
    this.queries = queries;
    this.others = others;
  }

  /// @param limit 1 to 500
  /// @param after as the page before said; empty for the first page
  @GetMapping
  SessionPage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "all") String scope,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    int size = Math.clamp(limit, 1, MOST);
    List<SessionView> here = queries.list(after, size + 1).stream().map(SessionView::of).toList();
    List<SessionView> all =
        scope.equals("local") ? here : others.add(here, after, size + 1, authorization);
    return all.size() <= size
        ? new SessionPage(all, null)
        : new SessionPage(all.subList(0, size), all.get(size - 1).id());
  }

  /// @param id as the list says, without `;session=`
  @GetMapping("/{id}")
  SessionView one(
      @PathVariable String id,
      @RequestParam(defaultValue = "all") String scope,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return queries
        .find(id)
        .map(SessionView::of)
        .or(() -> scope.equals("local") ? Optional.empty() : others.find(id, authorization))
        .orElseThrow(() -> new Refused(ImError.SESSION_UNKNOWN, "no running session " + id));
  }

  @ExceptionHandler
  ProblemDetail moving(SessionQueries.NotReady notReady) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(notReady.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail silent(OtherInstances.Silent silent) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(silent.getMessage()));
  }
}
