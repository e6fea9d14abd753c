package org.parlour.xdm.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.config.XcapProperties;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupContent;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupDocuments.Written;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The document of a group itself, as XCAP clients see it.
@RestController
@RequestMapping("/api/v1/groups/{uri}/document")
@Tag(name = "groups")
class GroupDocumentController {
  private static final String TYPE = "application/vnd.oma.poc.groups+xml";
  private static final String EXAMPLE =
      """
      <group xmlns="urn:oma:xml:poc:list-service"><list-service uri="sip:team@im.example.org">
        <list><entry uri="sip:alice@example.org"/></list>
      </list-service></group>""";

  private final GroupDocuments groups;
  private final GroupRules rules;
  private final ApplicationUsage usage;
  private final int maxBytes;

  GroupDocumentController(
      GroupDocuments groups,
      GroupRules rules,
      ApplicationUsages usages,
      XcapProperties properties) {
    this.groups = groups;
    this.rules = rules;
    this.usage = usages.find(ApplicationUsages.GROUPS).orElseThrow();
    this.maxBytes = properties.maxBytes();
  }

  @GetMapping(produces = {MediaType.APPLICATION_XML_VALUE, TYPE})
  @Operation(summary = "The document of the group; 304 when `If-None-Match` names its ETag")
  @ApiResponse(
      responseCode = "200",
      description = "As it was written",
      content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<byte[]> get(
      @Parameter(example = "sip:team@im.example.org") @PathVariable String uri) {
    Group group = groups.known(GroupRules.address("uri", uri));
    return ResponseEntity.ok()
        .eTag(Preconditions.etag(group.version()))
        .body(group.content().document().octets());
  }

  @PutMapping(consumes = {TYPE, MediaType.APPLICATION_XML_VALUE})
  @Operation(
      summary = "Make or replace the group by its document, which is kept as it is",
      description = "A group that is there stays where its document lies; a new one has no owner.")
  @ApiResponse(responseCode = "201", description = "There was none")
  @ApiResponse(responseCode = "400", description = "XCAP would not take the document")
  @ApiResponse(responseCode = "409", description = "No group may be so, or it is another server's")
  @ApiResponse(responseCode = "412", description = "It is not as the preconditions say")
  ResponseEntity<Void> put(
      Principal who,
      @Parameter(example = "sip:team@im.example.org") @PathVariable String uri,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(EXAMPLE)))
          @RequestBody
          byte[] body) {
    ImAddress address = rules.checkedUri(uri);
    GroupContent content = checked(address, body);
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    Written written = Actor.as(who.getName(), () -> groups.put(address, content, precondition));
    HttpHeaders headers = new HttpHeaders();
    headers.setETag(Preconditions.etag(written.group().version()));
    if (written.created()) {
      headers.setLocation(GroupController.location(address));
    }
    return new ResponseEntity<>(headers, written.created() ? HttpStatus.CREATED : HttpStatus.OK);
  }

  /// In the place of a new group.
  private GroupContent checked(ImAddress address, byte[] body) {
    Refusals.checkLength("document", body.length, maxBytes);
    GroupContent content = GroupContent.of(GroupPlace.ofItsOwn(address), read(body));
    Definition _ = rules.checked(content.definition());
    return content;
  }

  private XmlDocument read(byte[] body) {
    try {
      return usage.read(null, body);
    } catch (XcapConflictException e) {
      throw Refusals.of("document", e);
    }
  }
}
