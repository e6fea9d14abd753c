package org.parlour.xdm.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.AuditFilter;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Who changed which document, when, and how: the newest change first.
@Controller
class AuditPages {
  private final AuditTrail trail;
  private final List<String> usages;
  private final int pageSize;

  AuditPages(AuditTrail trail, ApplicationUsages usages, ConsoleProperties properties) {
    this.trail = trail;
    this.usages = usages.all().stream().map(ApplicationUsage::auid).toList();
    this.pageSize = properties.pageSize();
  }

  /// @param actor an administrator's name or a user's address; empty for all
  /// @param auid of the application usage; empty for all
  /// @param xui whose tree; empty for all
  /// @param name of the document; empty for all
  /// @param before the last entry of the page before
  @GetMapping("/console/audit")
  ModelAndView list(
      @RequestParam(defaultValue = "") String actor,
      @RequestParam(defaultValue = "") String auid,
      @RequestParam(defaultValue = "") String xui,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable Long before) {
    AuditFilter filter = new AuditFilter(given(actor), given(auid), tree(xui), given(name));
    List<TrailEntry> found =
        trail.list(before == null ? Long.MAX_VALUE : before, filter, pageSize + 1).stream()
            .map(TrailEntry::of)
            .toList();
    List<TrailEntry> shown = found.stream().limit(pageSize).toList();
    return new ModelAndView("audit")
        .addObject("entries", shown)
        .addObject("next", found.size() > pageSize ? shown.getLast().change().id() : null)
        .addObject("first", before == null)
        .addObject("usages", usages)
        .addObject("actor", actor)
        .addObject("auid", auid)
        .addObject("xui", xui)
        .addObject("name", name);
  }

  private static @Nullable String given(String text) {
    return text.isBlank() ? null : text.strip();
  }

  /// As the trail names it.
  private static @Nullable String tree(String xui) {
    String given = given(xui);
    return given == null ? null : Xui.user(given).map(ImAddress::toString).orElse(given);
  }
}
