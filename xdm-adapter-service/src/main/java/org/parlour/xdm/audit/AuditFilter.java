package org.parlour.xdm.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which entries of the trail one wants to see: those that are like all that is given.
///
/// @param actor who changed something
/// @param xui whose tree; empty for the global one
public record AuditFilter(
    @Nullable String actor, @Nullable String auid, @Nullable String xui, @Nullable String name) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null);

  /// By column.
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "actor", actor);
    put(given, "auid", auid);
    put(given, "xui", xui);
    put(given, "name", name);
    return given;
  }

  private static void put(Map<String, String> given, String column, @Nullable String value) {
    if (value != null) {
      given.put(column, value);
    }
  }
}
