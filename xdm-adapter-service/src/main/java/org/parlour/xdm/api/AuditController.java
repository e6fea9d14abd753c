package org.parlour.xdm.api;

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
class AuditController {
  private final AuditTrail trail;
  private final XdmProperties properties;

  AuditController(AuditTrail trail, XdmProperties properties) {
    this.trail = trail;
    this.properties = properties;
  }

  /// @param next to be handed back as `before`; null on the last page
  record AuditPage(List<AuditEntry> entries, @Nullable Long next) {}

  /// Changes, the newest first.
  ///
  /// @param before the `next` of the page before
  /// @param actor only what this one changed
  /// @param auid only of this application usage
  /// @param xui only of this user's tree
  /// @param name only of documents of this name
  @GetMapping
  AuditPage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String auid,
      @RequestParam(required = false) @Nullable String xui,
      @RequestParam(required = false) @Nullable String name) {
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
