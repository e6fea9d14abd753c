package org.parlour.interop.failure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.interop.failure.DocumentWriter.Write;

/// Holds what the writer of one document was answered against what was published and stored.
///
/// @param published under the document's key, in the order of the log
/// @param audited versions of changes that were stored
/// @param stored the mark of what is stored in the end
/// @param breaches gets what is not as it was promised
record Audit(
    DocumentWriter writer,
    List<SignallingInput> published,
    Set<Long> audited,
    String stored,
    List<String> breaches) {

  void check() {
    Map<Long, String> versions = new HashMap<>();
    for (SignallingInput input : published) {
      long version = DocumentKill.version(input);
      if (version > 0) {
        String mark = writer.document().markIn(input).orElse("nothing");
        String before = versions.putIfAbsent(version, mark);
        if (before != null && !before.equals(mark)) {
          breach("version " + version + " was published with " + before + " and with " + mark);
        }
      }
    }
    for (Write write : writer.acknowledged()) {
      String mark = WrittenDocument.mark(write.number());
      if (!mark.equals(versions.get(write.version()))) {
        breach(mark + " was acknowledged as version " + write.version() + " but not published");
      }
      if (!audited.contains(write.version())) {
        breach(mark + " was acknowledged as version " + write.version() + " but not stored");
      }
    }
    checkEnd(versions);
  }

  /// What is stored is the last write that was acknowledged, or a later one of unknown fate; and
  /// readers of the log hold the document for just that.
  private void checkEnd(Map<Long, String> versions) {
    if (!possible().contains(stored)) {
      breach("stored is " + stored + " (expected: one of " + possible() + ")");
    }
    Optional<String> seen =
        versions.entrySet().stream().max(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    if (!seen.equals(Optional.of(stored))) {
      breach("readers see " + seen + " (expected: " + stored + ")");
    }
  }

  private Set<String> possible() {
    Set<String> possible = new HashSet<>();
    for (Write write : writer.writes()) {
      if (write.acknowledged()) {
        possible.clear();
      }
      possible.add(WrittenDocument.mark(write.number()));
    }
    return possible;
  }

  private void breach(String what) {
    breaches.add(writer.document() + " " + writer.name() + ": " + what);
  }
}
