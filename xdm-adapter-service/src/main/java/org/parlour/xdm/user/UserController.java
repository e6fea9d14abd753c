package org.parlour.xdm.user;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.api.Preconditions;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.user.UserDocuments.Written;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "users")
@ApiResponse(responseCode = "503", description = "Nothing was stored: ask again")
class UserController {
  private static final String ROOT = "/api/v1/users";

  private final UserDocuments users;
  private final XdmProperties properties;

  UserController(UserDocuments users, XdmProperties properties) {
    this.users = users;
    this.properties = properties;
  }

  @GetMapping
  @Operation(summary = "Users by address")
  UserPage list(
      @RequestParam(defaultValue = "50") int limit,
      @Parameter(description = "The `next` of the page before", example = "sip:bob@example.org")
          @RequestParam(required = false)
          @Nullable String after,
      @Parameter(description = "Part of the address, or of an alias", example = "alice")
          @RequestParam(required = false)
          @Nullable String q) {
    if (limit < 1 || limit > properties.pageLimit()) {
      throw new GroupRefused(
          Reason.INVALID, "limit: " + limit + " (expected: 1 to " + properties.pageLimit() + ")");
    }
    ImAddress last = after == null ? null : GroupRules.address("after", after);
    return UserPage.of(users.list(last, q, limit + 1), limit);
  }

  @GetMapping("/{user}")
  @Operation(summary = "A user, also by an alias; 304 when `If-None-Match` names its ETag")
  @ApiResponse(responseCode = "404", description = "Nothing is known of the user")
  ResponseEntity<UserView> get(
      @Parameter(example = "sip:alice@example.org") @PathVariable String user) {
    User known = known(GroupRules.address("user", user));
    return ResponseEntity.ok().eTag(Preconditions.etag(known.version())).body(UserView.of(known));
  }

  private User known(ImAddress address) {
    return users
        .find(address)
        .orElseThrow(() -> new GroupRefused(Reason.UNKNOWN, "user: " + address + " is unknown"));
  }

  @PutMapping("/{user}")
  @Operation(
      summary = "Make or replace a user",
      description =
          "What is not said of who may reach the user stays as the user's document says. Rules of"
              + " the document that no field stands for are kept.")
  @ApiResponse(responseCode = "201", description = "There was none")
  @ApiResponse(responseCode = "409", description = "An alias is taken, or other rules contradict")
  @ApiResponse(responseCode = "412", description = "It is not as the preconditions say")
  ResponseEntity<UserView> put(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody UserView request) {
    ImAddress address = GroupRules.address("user", user).canonical();
    if (request.user() != null
        && !GroupRules.address("user", request.user()).canonical().equals(address)) {
      throw new GroupRefused(
          Reason.INVALID,
          "user: " + request.user() + " (expected: " + address + ", as in the path)");
    }
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    Written written =
        Actor.as(
            who.getName(),
            () ->
                users.put(
                    address,
                    precondition,
                    current -> request.content(current == null ? null : current.content())));
    HttpHeaders headers = new HttpHeaders();
    headers.setETag(Preconditions.etag(written.user().version()));
    if (written.created()) {
      headers.setLocation(location(address));
    }
    return new ResponseEntity<>(
        UserView.of(written.user()),
        headers,
        written.created() ? HttpStatus.CREATED : HttpStatus.OK);
  }

  private static URI location(ImAddress address) {
    return UriComponentsBuilder.fromPath(ROOT)
        .pathSegment(address.toString())
        .build()
        .encode()
        .toUri();
  }

  @DeleteMapping("/{user}")
  @Operation(summary = "Forget a user, its rules too")
  ResponseEntity<Void> delete(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    ImAddress address = GroupRules.address("user", user).canonical();
    Precondition precondition = Preconditions.of(ifMatch, null);
    return Actor.as(
        who.getName(),
        () -> {
          users.delete(address, precondition);
          return ResponseEntity.noContent().build();
        });
  }
}
