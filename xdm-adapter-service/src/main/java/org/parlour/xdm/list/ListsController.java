package org.parlour.xdm.list;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.api.Preconditions;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.config.XcapProperties;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.list.ListDocuments.Written;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists of users in users' trees. A document may lie in a folder: its name is the rest of the
/// path.
@RestController
@RequestMapping("/api/v1/users/{user}/lists")
@Tag(name = "users")
@ApiResponse(responseCode = "503", description = "Nothing was stored: ask again")
class ListsController {
  private static final String TYPE = "application/resource-lists+xml";
  private static final String DOCUMENT = "/{*document}";

  /// Of what one may have and say in two forms.
  private static final String READ = "The lists of a document, or as XML the document itself";

  private static final String WRITE = "Make or replace a document, by the lists in it or as XML";
  private static final String EXAMPLE =
      """
      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
        <list name="friends"><entry uri="sip:bob@example.org"/></list>
      </resource-lists>""";

  private final ListDocuments documents;

  ListsController(DocumentHome store, ApplicationUsages usages, XcapProperties properties) {
    this.documents =
        new ListDocuments(
            store,
            usages.find(ApplicationUsages.RESOURCE_LISTS).orElseThrow(),
            properties.maxBytes());
  }

  @GetMapping
  @Operation(summary = "The documents with lists that a user has, and the lists in them")
  ListsOverview all(@Parameter(example = "sip:alice@example.org") @PathVariable String user) {
    return ListsOverview.of(documents.inTreeOf(address(user)));
  }

  private static ImAddress address(String user) {
    return GroupRules.address("user", user).canonical();
  }

  @GetMapping(DOCUMENT)
  @Operation(summary = READ, description = "304 when `If-None-Match` names its ETag.")
  @ApiResponse(responseCode = "404", description = "The user has no such document")
  ResponseEntity<ListsView> get(
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @Parameter(example = "index") @PathVariable String document) {
    StoredDocument stored = documents.known(selector(user, document));
    XmlDocument xml = stored.document();
    return ResponseEntity.ok()
        .eTag(Preconditions.etag(stored.version()))
        .varyBy(HttpHeaders.ACCEPT)
        .body(ListsView.of(ListsXml.lists(xml), ListsXml.beyondJson(xml).isPresent()));
  }

  private static DocumentSelector selector(String user, String document) {
    return ListDocuments.selector(address(user), document);
  }

  @GetMapping(path = DOCUMENT, produces = TYPE)
  @Operation(summary = READ)
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = TYPE, examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<byte[]> getXml(
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @Parameter(example = "index") @PathVariable String document) {
    StoredDocument stored = documents.known(selector(user, document));
    return ResponseEntity.ok()
        .eTag(Preconditions.etag(stored.version()))
        .varyBy(HttpHeaders.ACCEPT)
        .body(stored.body());
  }

  @PutMapping(path = DOCUMENT, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = WRITE,
      description =
          "As JSON where JSON says all that the document says. What says that already stays as it"
              + " is written. XML is kept as it is.")
  @ApiResponse(responseCode = "201", description = "There was none")
  @ApiResponse(
      responseCode = "409",
      description = "The document says more than JSON can, or the user has too many")
  @ApiResponse(responseCode = "412", description = "It is not as the preconditions say")
  ResponseEntity<ListsView> put(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @Parameter(example = "index") @PathVariable String document,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody ListsView request) {
    DocumentSelector selector = selector(user, document);
    List<UserList> lists = request.checked();
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    Written written = Actor.as(who.getName(), () -> documents.put(selector, precondition, lists));
    return answer(written).body(ListsView.of(lists, false));
  }

  @PutMapping(path = DOCUMENT, consumes = TYPE)
  @Operation(summary = WRITE)
  ResponseEntity<Void> putXml(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @Parameter(example = "index") @PathVariable String document,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(EXAMPLE)))
          @RequestBody
          byte[] body) {
    DocumentSelector selector = selector(user, document);
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    return answer(Actor.as(who.getName(), () -> documents.put(selector, precondition, body)))
        .build();
  }

  private static ResponseEntity.BodyBuilder answer(Written written) {
    return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(Preconditions.etag(written.version()));
  }

  @DeleteMapping(DOCUMENT)
  @Operation(summary = "Delete a document; groups that refer to its lists have nobody of them")
  @ApiResponse(responseCode = "404", description = "The user has no such document")
  ResponseEntity<Void> delete(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @Parameter(example = "index") @PathVariable String document,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    DocumentSelector selector = selector(user, document);
    Precondition precondition = Preconditions.of(ifMatch, null);
    return Actor.as(
        who.getName(),
        () -> {
          documents.delete(selector, precondition);
          return ResponseEntity.noContent().build();
        });
  }
}
