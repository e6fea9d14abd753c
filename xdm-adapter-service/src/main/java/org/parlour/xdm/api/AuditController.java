package org.parlour.xdm.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.audit.AuditEntry;
import org.parlour.xdm.audit.AuditFilter;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who changed which document.
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "audit")
class AuditController {
  private final AuditTrail trail;
  private final XdmProperties properties;

  AuditController(AuditTrail trail, XdmProperties properties) {
    this.trail = trail;
    this.properties = properties;
  }

  /// @param next to be handed back as `before`; null on the last page
  record AuditPage(List<AuditEntry> entries, @Nullable Long next) {}

  @GetMapping
  @Operation(summary = "Who changed which document, the newest change first")
  AuditPage list(
      @RequestParam(defaultValue = "50") int limit,
      @Parameter(description = "The `next` of the page before", example = "4711")
          @RequestParam(required = false)
          @Nullable Long before,
      @Parameter(description = "Only what this one changed", example = "admin")
          @RequestParam(required = false)
          @Nullable String actor,
      @Parameter(description = "Only of this application usage", example = "resource-lists")
          @RequestParam(required = false)
          @Nullable String auid,
      @Parameter(description = "Only of this user's tree", example = "sip:alice@example.org")
          @RequestParam(required = false)
          @Nullable String xui,
      @Parameter(description = "Only of documents of this name", example = "index")
          @RequestParam(required = false)
          @Nullable String name) {
    if (limit < 1 || limit > properties.pageLimit()) {
      throw new GroupRefused(
          Reason.INVALID, "limit: " + limit + " (expected: 1 to " + properties.pageLimit() + ")");
    }
    List<AuditEntry> entries =
        trail.list(
            before == null ? Long.MAX_VALUE : before,
            new AuditFilter(actor, auid, xui, name),
            limit);
    return new AuditPage(entries, entries.size() < limit ? null : entries.getLast().id());
  }
}
