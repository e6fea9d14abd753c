package org.parlour.conference.sdp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parlour.protocol.sdp.MsrpMedia;

/// Lists of media types as `a=accept-types` has them: in an order of preference, with `*` and
/// `text/*`.
final class TypeLists {
  static final String CPIM = "message/cpim";
  static final List<String> USUAL_WRAPPED =
      List.of("text/plain", "application/im-iscomposing+xml", "message/imdn+xml");

  private TypeLists() {}

  /// What both take, in the order of `first`. A wildcard gives way to what the other side names.
  static List<String> common(List<String> first, List<String> second) {
    Set<String> common = new LinkedHashSet<>();
    for (String type : first) {
      if (!isWildcard(type)) {
        if (MsrpMedia.matches(second, type)) {
          common.add(type);
        }
      } else {
        for (String other : second) {
          if (covers(type, other)) {
            common.add(other);
          } else if (covers(other, type)) {
            common.add(type);
          }
        }
      }
    }
    return new ArrayList<>(common);
  }

  static List<String> cpimFirst(List<String> types) {
    Set<String> ordered = new LinkedHashSet<>();
    ordered.add(CPIM);
    ordered.addAll(types);
    return new ArrayList<>(ordered);
  }

  private static boolean isWildcard(String type) {
    return type.equals("*") || type.endsWith("/*");
  }

  private static boolean covers(String wildcard, String type) {
    return wildcard.equals("*")
        || wildcard.equals(type)
        || (wildcard.endsWith("/*")
            && type.startsWith(wildcard.substring(0, wildcard.length() - 1)));
  }
}
