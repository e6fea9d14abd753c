package org.parlour.conference.pager;

import java.util.List;
import java.util.Locale;
import org.parlour.conference.MediaRules;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.sdp.MsrpMedia;

/// Which bodies pager messages may have: those that may pass in sessions, wrapped or not.
final class MediaTypes {
  private MediaTypes() {}

  /// Type and subtype in lower case, without parameters.
  static String of(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  static boolean allowed(MediaRules rules, String contentType) {
    String type = of(contentType);
    return type.equals(CpimMessage.CONTENT_TYPE)
        || MsrpMedia.matches(rules.acceptTypes(), type)
        || MsrpMedia.matches(rules.acceptWrappedTypes(), type);
  }

  /// For an Accept header.
  static List<String> accepted(MediaRules rules) {
    return java.util.stream.Stream.of(
            List.of(CpimMessage.CONTENT_TYPE), rules.acceptTypes(), rules.acceptWrappedTypes())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
