package org.parlour.protocol.multipart;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One part of a multipart body, or a body that stands alone.
///
/// @param contentType as on the wire, parameters included
/// @param disposition the type of Content-Disposition in lower case, for example `recipient-list`;
///     null when the header is absent
/// @param handlingRequired whoever does not know the part must refuse the whole (RFC 3261 §20.11);
///     true unless `handling=optional` stands there
/// @param contentId without angle brackets; null when absent
/// @param body shared, not copied: nobody changes it
public record BodyPart(
    String contentType,
    @Nullable String disposition,
    boolean handlingRequired,
    @Nullable String contentId,
    byte[] body) {

  /// A part that says nothing but its type.
  public static BodyPart of(String contentType, byte[] body) {
    return new BodyPart(contentType, null, true, null, body);
  }

  /// Type and subtype in lower case, without parameters.
  public String mediaType() {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
