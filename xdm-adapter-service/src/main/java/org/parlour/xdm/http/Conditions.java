package org.parlour.xdm.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.document.Precondition;

/// `If-Match` and `If-None-Match` of XCAP requests (RFC 4825 §7.11, RFC 9110 §13.1). Tags without
/// quotes, which some clients send, are read too; where both headers are there the first counts.
final class Conditions {
  private Conditions() {}

  static String etag(long version) {
    return "\"" + version + "\"";
  }

  static Precondition of(HttpServletRequest request) {
    @Nullable String match = request.getHeader("If-Match");
    if (match != null) {
      return match.strip().equals("*")
          ? new Precondition.Present()
          : new Precondition.OneOf(versions(match));
    }
    @Nullable String noneMatch = request.getHeader("If-None-Match");
    if (noneMatch == null) {
      return new Precondition.None();
    }
    return noneMatch.strip().equals("*")
        ? new Precondition.Absent()
        : new Precondition.NoneOf(versions(noneMatch));
  }

  private static Set<Long> versions(String header) {
    Set<Long> versions = new HashSet<>();
    for (String tag : header.split(",", -1)) {
      String bare = tag.strip().replaceAll("^\"|\"$", "");
      if (bare.matches("[0-9]{1,18}")) {
        versions.add(Long.valueOf(bare));
      }
    }
    return versions;
  }
}
