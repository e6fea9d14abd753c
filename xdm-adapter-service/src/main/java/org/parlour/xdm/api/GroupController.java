package org.parlour.xdm.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupDocuments.Written;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Permission;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.document.RuleForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "groups")
class GroupController {
  private static final String ROOT = "/api/v1/groups";

  /// As an example.
  private static final String GROUP = "sip:team@im.example.org";

  private final GroupDocuments groups;
  private final GroupRules rules;
  private final XdmProperties properties;

  GroupController(GroupDocuments groups, GroupRules rules, XdmProperties properties) {
    this.groups = groups;
    this.rules = rules;
    this.properties = properties;
  }

  @GetMapping
  @Operation(summary = "Groups by URI, a page at a time")
  GroupPage list(
      @RequestParam(defaultValue = "50") int limit,
      @Parameter(description = "The `next` of the page before", example = GROUP)
          @RequestParam(required = false)
          @Nullable String after,
      @Parameter(description = "Part of the URI or of the display name", example = "team")
          @RequestParam(defaultValue = "")
          String q) {
    if (limit < 1 || limit > properties.pageLimit()) {
      throw new GroupRefused(
          Reason.INVALID, "limit: " + limit + " (expected: 1 to " + properties.pageLimit() + ")");
    }
    ImAddress last = after == null ? null : GroupRules.address("after", after);
    return GroupPage.of(groups.list(last, q.strip(), limit + 1), limit);
  }

  @GetMapping("/{uri}")
  @Operation(
      summary = "A group",
      description = "304 when `If-None-Match` names its ETag; 404 when there is none.")
  ResponseEntity<GroupView> get(@Parameter(example = GROUP) @PathVariable String uri) {
    return answer(HttpStatus.OK, groups.known(GroupRules.address("uri", uri)));
  }

  @GetMapping("/{uri}/may")
  @Operation(summary = "Whether a user may do something in the group now, and which rule decides")
  PermissionView may(
      @Parameter(example = GROUP) @PathVariable String uri,
      @Parameter(example = "sip:bob@example.org") @RequestParam String user,
      @Parameter(description = "By the name of the document's element", example = "join-handling")
          @RequestParam
          String action,
      @Parameter(description = "The user asks for anonymity") @RequestParam(defaultValue = "false")
          boolean anonymous) {
    Group group = groups.known(GroupRules.address("uri", uri));
    return PermissionView.of(
        group.uri(),
        Permission.of(
            groups.inForce(group),
            GroupRules.address("user", user),
            RuleForm.action("action", action),
            anonymous,
            Instant.now()));
  }

  @PostMapping
  @Operation(
      summary = "Make a group",
      description = "409 when it exists. In force when the answer comes: sessions obey it.")
  ResponseEntity<GroupView> create(Principal who, @RequestBody GroupView request) {
    ImAddress uri = rules.checkedUri(request.uri());
    Definition definition = rules.checked(request.definition());
    ImAddress owner = request.ownerAddress();
    return created(Actor.as(who.getName(), () -> groups.create(uri, owner, definition)));
  }

  @PutMapping("/{uri}")
  @Operation(
      summary = "Make or replace a group",
      description =
          "412 when it is not as `If-Match` or `If-None-Match: *` say. What JSON does not know"
              + " stays in the document.")
  ResponseEntity<GroupView> put(
      Principal who,
      @Parameter(example = GROUP) @PathVariable String uri,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody GroupView request) {
    ImAddress address = rules.checkedUri(uri);
    if (request.uri() != null && !rules.checkedUri(request.uri()).equals(address)) {
      throw new GroupRefused(
          Reason.INVALID, "uri: " + request.uri() + " (expected: " + address + ", as in the path)");
    }
    Definition definition = rules.checked(request.definition());
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    ImAddress owner = request.ownerAddress();
    Written written =
        Actor.as(who.getName(), () -> groups.put(address, owner, definition, precondition));
    return written.created() ? created(written.group()) : answer(HttpStatus.OK, written.group());
  }

  @DeleteMapping("/{uri}")
  @Operation(summary = "Delete a group, and end its session")
  ResponseEntity<Void> delete(
      Principal who,
      @Parameter(example = GROUP) @PathVariable String uri,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    ImAddress address = GroupRules.address("uri", uri);
    Precondition precondition = Preconditions.of(ifMatch, null);
    return Actor.as(
        who.getName(),
        () -> {
          groups.delete(address, precondition);
          return ResponseEntity.noContent().build();
        });
  }

  private static ResponseEntity<GroupView> created(Group group) {
    return ResponseEntity.created(location(group.uri()))
        .eTag(Preconditions.etag(group.version()))
        .body(GroupView.of(group));
  }

  static URI location(ImAddress uri) {
    return UriComponentsBuilder.fromPath(ROOT).pathSegment(uri.toString()).build().encode().toUri();
  }

  private static ResponseEntity<GroupView> answer(HttpStatus status, Group group) {
    return ResponseEntity.status(status)
        .eTag(Preconditions.etag(group.version()))
        .body(GroupView.of(group));
  }
}
