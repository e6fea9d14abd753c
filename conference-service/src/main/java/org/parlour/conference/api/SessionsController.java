package org.parlour.conference.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.contracts.error.ImError;
import org.parlour.support.problem.Problem;
import org.parlour.support.problem.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The running sessions of all instances. Each instance answers for its own with `scope=local`; the
/// one that was asked puts the answers together.
@RestController
@RequestMapping(path = "/api/v1/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "sessions", description = "Running IM sessions, seen and steered by administrators")
class SessionsController {
  static final String LOCAL = "local";
  private static final int MOST = 500;

  private final SessionQueries queries;
  private final OtherInstances others;

  SessionsController(SessionQueries queries, OtherInstances others) {
    this.queries = queries;
    this.others = others;
  }

  @GetMapping
  @Operation(summary = "Running sessions, in the order of their ids")
  @ApiResponse(responseCode = "200", description = "A page; `after` names the next one")
  @ApiResponse(responseCode = "400", description = "A parameter makes no sense")
  @ApiResponse(responseCode = "503", description = "Not all instances answer: ask again")
  SessionPage list(
      @Parameter(description = "of this group", example = "sip:team@im.example.org")
          @RequestParam(defaultValue = "")
          String group,
      @Parameter(
              description = "who is in, or asked to come; anonymous participants are not found",
              example = "sip:bob@example.org")
          @RequestParam(defaultValue = "")
          String user,
      @Parameter(description = "`inviting` or `active`", example = "active")
          @RequestParam(defaultValue = "")
          String phase,
      @Parameter(description = "created then or later", example = "2026-11-25T10:00:00Z")
          @RequestParam(defaultValue = "")
          String since,
      @Parameter(description = "1 to 500") @RequestParam(defaultValue = "50") int limit,
      @Parameter(description = "as the page before said; empty for the first page")
          @RequestParam(defaultValue = "")
          String after,
      @Parameter(hidden = true) @RequestParam(defaultValue = "all") String scope,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    if (limit < 1 || limit > MOST) {
      throw Problem.invalid("limit: " + limit + " (expected: 1 to " + MOST + ")");
    }
    SessionQuery query = new SessionQuery(group, user, phase, since);
    List<SessionView> here =
        queries.list(query.filter(), after, limit + 1).stream().map(SessionView::of).toList();
    List<SessionView> all =
        scope.equals(LOCAL) ? here : others.add(here, query, after, limit + 1, authorization);
    return all.size() <= limit
        ? new SessionPage(all, null)
        : new SessionPage(all.subList(0, limit), all.get(limit - 1).id().toString());
  }

  /// @param id as the list says
  @GetMapping("/{id}")
  @Operation(
      summary = "One running session: roster, devices, subscriptions, media, what happened lately")
  @ApiResponse(responseCode = "200", description = "The session as it is now")
  @ApiResponse(responseCode = "404", description = "It does not run")
  @ApiResponse(responseCode = "503", description = "Not all instances answer: ask again")
  SessionDetail one(
      @PathVariable UUID id,
      @Parameter(hidden = true) @RequestParam(defaultValue = "all") String scope,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return queries
        .find(id)
        .map(SessionDetail::of)
        .or(() -> scope.equals(LOCAL) ? Optional.empty() : others.find(id, authorization))
        .orElseThrow(() -> unknown(id));
  }

  static Refused unknown(UUID id) {
    return new Refused(ImError.SESSION_UNKNOWN, "no running session " + id);
  }
}
