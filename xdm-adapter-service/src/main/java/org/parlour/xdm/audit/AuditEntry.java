package org.parlour.xdm.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a document.
///
/// @param id grows with time
/// @param actor a user's address, or the name of an administrator or of a part of the system
/// @param xui whose tree; null for the global one
/// @param version of the document after the change
/// @param change what was and what is, where they differ; long ones are cut
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String auid,
    @Nullable String xui,
    String name,
    long version,
    Action action,
    String change) {

  /// What happened to the document.
  public enum Action {
    CREATED,
    REPLACED,
    DELETED
  }
}
