package org.parlour.xdm.api;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Precondition;

/// Reads `If-Match` and `If-None-Match` (RFC 9110 §13.1). Our ETags are strong and numbers; any
/// other tag, a weak one too, matches nothing.
public final class Preconditions {
  private Preconditions() {}

  public static String etag(long version) {
    return "\"" + version + "\"";
  }

  /// @throws GroupRefused with `INVALID` for what no writing request can mean
  public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw new GroupRefused(
          Reason.INVALID, "If-None-Match: with If-Match (expected: one of them)");
    }
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.strip().equals("*")) {
        throw new GroupRefused(Reason.INVALID, "If-None-Match: " + ifNoneMatch + " (expected: *)");
      }
      return new Precondition.Absent();
    }
    if (ifMatch == null) {
      return new Precondition.None();
    }
    return ifMatch.strip().equals("*")
        ? new Precondition.Present()
        : new Precondition.OneOf(versions(ifMatch));
  }

  private static Set<Long> versions(String ifMatch) {
    Set<Long> versions = new HashSet<>();
    for (String tag : ifMatch.split(",", -1)) {
      String stripped = tag.strip();
      if (stripped.matches("\"[0-9]{1,18}\"")) {
        versions.add(Long.valueOf(stripped.substring(1, stripped.length() - 1)));
      }
    }
    return versions;
  }
}
