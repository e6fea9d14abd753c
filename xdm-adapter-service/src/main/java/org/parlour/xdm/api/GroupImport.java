package org.parlour.xdm.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.api.ImportResult.Outcome;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Writes many groups, each like a request of its own: what is refused keeps none of the others
/// back, and the same import may be sent again.
final class GroupImport {
  /// At once: others want connections to the database too.
  private static final int WINDOW = 4;

  private final GroupDocuments groups;
  private final GroupRules rules;

  GroupImport(GroupDocuments groups, GroupRules rules) {
    this.groups = groups;
    this.rules = rules;
  }

  /// @param replace groups that are there already; they are refused otherwise
  /// @param dryRun nothing is written
  record Options(boolean replace, boolean dryRun) {}

  /// @param who the administrator
  /// @return in the order of the rows, each when it is done
  Stream<ImportResult> run(String who, List<ImportRow> rows, Options options) {
    Set<String> twice = twice(rows);
    return rows.stream()
        .gather(
            Gatherers.mapConcurrent(
                WINDOW, row -> Actor.as(who, () -> result(row, twice, options))));
  }

  private static Set<String> twice(List<ImportRow> rows) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (ImportRow row : rows) {
      String uri = row.group() == null ? null : row.group().uri();
      if (uri != null && !seen.add(uri)) {
        twice.add(uri);
      }
    }
    return twice;
  }

  private ImportResult result(ImportRow row, Set<String> twice, Options options) {
    GroupView group = row.group();
    if (group == null) {
      return ImportResult.refused(row, row.problem());
    }
    try {
      ImAddress uri = rules.checkedUri(group.uri());
      if (twice.contains(uri.toString())) {
        throw new GroupRefused(Reason.INVALID, "uri: stands there twice (expected: once)");
      }
      Outcome outcome =
          write(uri, group.ownerAddress(), rules.checked(group.definition()), options);
      return new ImportResult(row.number(), uri.toString(), outcome, null);
    } catch (GroupRefused e) {
      return ImportResult.refused(
          row,
          e.reason() == Reason.PRECONDITION_FAILED
              ? "group: exists (expected: a new one, or replace=true)"
              : e.getMessage());
    } catch (DataAccessException | TransactionException e) {
      return ImportResult.refused(row, "the database does not answer");
    }
  }

  private Outcome write(
      ImAddress uri, @Nullable ImAddress owner, Definition definition, Options options) {
    Precondition precondition =
        options.replace() ? new Precondition.None() : new Precondition.Absent();
    boolean created =
        options.dryRun()
            ? groups.wouldCreate(uri, owner, definition, precondition)
            : groups.put(uri, owner, definition, precondition).created();
    return created ? Outcome.CREATED : Outcome.REPLACED;
  }
}
