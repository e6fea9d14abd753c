package org.parlour.xdm.user;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.api.Preconditions;
import org.parlour.xdm.api.Refusals;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.user.UserDocuments.Written;
import org.parlour.xdm.xcap.DocumentEditor;
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

/// The document with a user's rules itself, as the user's XCAP client sees it.
@RestController
@RequestMapping("/api/v1/users/{user}/policy")
@Tag(name = "users")
class PolicyController {
  private static final String TYPE = "application/auth-policy+xml";

  private final UserDocuments users;
  private final ApplicationUsage usage;

  PolicyController(UserDocuments users, ApplicationUsages usages) {
    this.users = users;
    this.usage = usages.find(ApplicationUsages.IM_RULES).orElseThrow();
  }

  @GetMapping(produces = TYPE)
  @Operation(summary = "The document with the user's rules")
  ResponseEntity<byte[]> get(
      @Parameter(example = "sip:alice@example.org") @PathVariable String user) {
    ImAddress address = GroupRules.address("user", user);
    User known = users.find(address).orElseThrow(() -> unknown(address));
    XmlDocument rules = known.content().rules();
    if (rules == null) {
      throw unknown(address);
    }
    return ResponseEntity.ok()
        .eTag(Preconditions.etag(known.version()))
        .contentType(MediaType.parseMediaType(TYPE))
        .body(rules.octets());
  }

  private static GroupRefused unknown(ImAddress address) {
    return new GroupRefused(Reason.UNKNOWN, "policy: " + address + " has none");
  }

  @PutMapping(consumes = TYPE)
  @Operation(summary = "Make or replace the document; everything else about the user stays")
  ResponseEntity<Void> put(
      Principal who,
      @Parameter(example = "sip:alice@example.org") @PathVariable String user,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody byte[] body) {
    ImAddress address = GroupRules.address("user", user).canonical();
    XmlDocument document = checked(body);
    Precondition precondition = Preconditions.of(ifMatch, ifNoneMatch);
    Written written =
        Actor.as(
            who.getName(),
            () ->
                users.put(
                    address,
                    precondition,
                    current ->
                        (current == null ? UserContent.PLAIN : current.content()).with(document)));
    return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(Preconditions.etag(written.user().version()))
        .build();
  }

  private XmlDocument checked(byte[] body) {
    try {
      XmlDocument document = DocumentEditor.whole(body);
      usage.check(document);
      return document;
    } catch (XcapConflictException e) {
      throw Refusals.of("policy", e);
    }
  }
}
