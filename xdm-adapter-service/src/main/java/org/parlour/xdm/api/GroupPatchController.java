package org.parlour.xdm.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "groups")
class GroupPatchController {
  private final GroupDocuments groups;
  private final GroupRules rules;
  private final JsonMapper json;

  GroupPatchController(GroupDocuments groups, GroupRules rules, JsonMapper json) {
    this.groups = groups;
    this.rules = rules;
    this.json = json;
  }

  @PatchMapping(path = "/api/v1/groups/{uri}", consumes = MergePatch.MEDIA_TYPE)
  @Operation(
      summary = "Change some fields of a group (RFC 7396)",
      description = "412 when it is not as `If-Match` says; no other change comes in between.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      examples =
                          @ExampleObject(
                              "{\"subject\": \"Project Y\", \"maxParticipants\": null}"))))
  ResponseEntity<GroupView> patch(
      Principal who,
      @Parameter(example = "sip:team@im.example.org") @PathVariable String uri,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody JsonNode patch) {
    ImAddress address = GroupRules.address("uri", uri);
    Precondition precondition = Preconditions.of(ifMatch, null);
    Group group =
        Actor.as(
            who.getName(),
            () -> groups.edit(address, precondition, current -> patched(current, patch)));
    return ResponseEntity.ok().eTag(Preconditions.etag(group.version())).body(GroupView.of(group));
  }

  /// An array is patched as a whole (RFC 7396): members go through JSON only where they are named.
  private Definition patched(Group current, JsonNode patch) {
    GroupView before = GroupView.withoutMembers(current);
    GroupView after = read(MergePatch.applied(json.valueToTree(before), patch));
    if (!Objects.equals(before.uri(), after.uri())
        || !Objects.equals(before.owner(), after.owner())) {
      throw invalid("uri, owner: changed (expected: as they are)");
    }
    return rules.checked(
        patch.has("members")
            ? after.definition()
            : after.definition(current.definition().members()));
  }

  private GroupView read(JsonNode group) {
    if (!group.isObject()) {
      throw invalid("patch: no object (expected: an object)");
    }
    try {
      return json.treeToValue(group, GroupView.class);
    } catch (JacksonException e) {
      throw invalid("patch: " + e.getOriginalMessage());
    }
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, detail);
  }
}
