package org.parlour.conference.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.api.OperatorDesk.Action;
import org.parlour.conference.api.OperatorDesk.Outcome;
import org.parlour.conference.state.Focus;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.protocol.address.ImAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What administrators may do to a running session. The instance that has the session takes the
/// request, whichever was asked; 202 means that Kafka has it, and the detail shows what came of it.
@RestController
@RequestMapping("/api/v1/sessions/{id}")
@Tag(name = "sessions")
@ApiResponse(
    responseCode = "202",
    description = "Kafka has it; `Location` names the session's detail",
    content = @Content(examples = @ExampleObject("{\"session\": \"/api/v1/sessions/8a6f9f24-…\"}")))
@ApiResponse(responseCode = "404", description = "No such session, or no such participant in it")
@ApiResponse(responseCode = "409", description = "Nobody is connected to whom this could be done")
@ApiResponse(responseCode = "503", description = "Not known to be accepted: ask again")
class OperatorController {
  private final SessionQueries queries;
  private final OtherInstances others;
  private final OperatorDesk desk;
  private final InstantSource clock;

  OperatorController(
      SessionQueries queries, OtherInstances others, OperatorDesk desk, InstantSource clock) {
    this.queries = queries;
    this.others = others;
    this.desk = desk;
    this.clock = clock;
  }

  /// Where the 202 points.
  record Accepted(String session) {}

  private record Call(UUID id, HttpServletRequest http) {
    /// Another instance has passed it on to this one.
    boolean passedOn() {
      return SessionsController.LOCAL.equals(http.getParameter("scope"));
    }

    @Nullable String authorization() {
      return http.getHeader(HttpHeaders.AUTHORIZATION);
    }

    String administrator() {
      return String.valueOf(http.getRemoteUser());
    }
  }

  @DeleteMapping("/participants/{user}")
  @Operation(
      summary = "Expel a participant: BYE to all its devices, NOTIFY `booted` to subscribers")
  ResponseEntity<?> expel(
      @PathVariable UUID id,
      @Parameter(description = "as the roster shows it", example = "sip:bob@example.org")
          @PathVariable
          String user,
      HttpServletRequest http) {
    return act(
        new Call(id, http),
        Action.EXPEL,
        "participant " + user,
        focus -> {
          ImAddress who = Roster.present(focus, user).address();
          return new OperatorRequest.Expel(clock.instant(), session(focus), who);
        },
        new OtherInstances.Errand(HttpMethod.DELETE, id, "/participants/{user}", user, null));
  }

  @DeleteMapping
  @Operation(summary = "Close the session: everybody gets BYE, its identity is unknown afterwards")
  ResponseEntity<?> close(@PathVariable UUID id, HttpServletRequest http) {
    return act(
        new Call(id, http),
        Action.CLOSE,
        "as a whole",
        focus -> new OperatorRequest.Close(clock.instant(), session(focus)),
        new OtherInstances.Errand(HttpMethod.DELETE, id, "", "", null));
  }

  @PostMapping(path = "/announcements", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Say something to everybody, as a system message from the session")
  @ApiResponse(responseCode = "400", description = "Nothing to say, or too much")
  ResponseEntity<?> announce(
      @PathVariable UUID id, @RequestBody Announcement announcement, HttpServletRequest http) {
    String text = announcement.checked();
    return act(
        new Call(id, http),
        Action.ANNOUNCE,
        text.length() + " characters",
        focus -> {
          Roster.requireActive(focus);
          return new OperatorRequest.Announce(clock.instant(), session(focus), text);
        },
        new OtherInstances.Errand(HttpMethod.POST, id, "/announcements", "", announcement));
  }

  @PostMapping(path = "/media", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Offer one or all connected participants other limits, by re-INVITE",
      description = "Who refuses keeps what it has (clause 7.2.2.6)")
  @ApiResponse(responseCode = "400", description = "The change makes no sense")
  ResponseEntity<?> media(
      @PathVariable UUID id, @RequestBody MediaChange change, HttpServletRequest http) {
    MediaChange wish = change.checked();
    return act(
        new Call(id, http),
        Action.MODIFY_MEDIA,
        wish.participant() == null ? "everybody" : "participant " + wish.participant(),
        focus ->
            new OperatorRequest.ModifyMedia(
                clock.instant(),
                session(focus),
                Roster.connected(focus, wish.participant()),
                wish.maxSize(),
                wish.types()),
        new OtherInstances.Errand(HttpMethod.POST, id, "/media", "", change));
  }

  private ResponseEntity<?> act(
      Call call,
      Action action,
      String about,
      Function<Focus, OperatorRequest> request,
      OtherInstances.Errand errand) {
    Optional<Focus> here = queries.find(call.id());
    if (here.isEmpty() && !call.passedOn()) {
      Optional<ResponseEntity<byte[]>> answer = others.forward(errand, call.authorization());
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    String administrator = call.administrator();
    OperatorRequest wish;
    try {
      wish = request.apply(here.orElseThrow(() -> SessionsController.unknown(call.id())));
    } catch (RuntimeException refusal) {
      desk.note(action, call.id(), administrator, about, Outcome.REFUSED);
      throw refusal;
    }
    desk.take(action, call.id(), here.get().key(), wish, administrator, about);
    String detail = "/api/v1/sessions/" + call.id();
    return ResponseEntity.accepted().location(URI.create(detail)).body(new Accepted(detail));
  }

  private static ImAddress session(Focus focus) {
    return SessionView.session(focus).session();
  }
}
