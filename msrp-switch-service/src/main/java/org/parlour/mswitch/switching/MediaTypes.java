package org.parlour.mswitch.switching;

import java.util.Locale;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.protocol.sdp.MsrpMedia;

/// What is sent, and who takes it (RFC 4975 §8.6, reference §6.1).
public final class MediaTypes {
  public static final String CPIM = "message/cpim";
  public static final String COMPOSING = "application/im-iscomposing+xml";

  private MediaTypes() {}

  /// Type and subtype in lower case, without parameters.
  public static String bare(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /// Whether `leg` can be sent a CPIM envelope with `wrapped` in it.
  public static boolean takes(MediaLeg leg, String wrapped) {
    return MsrpMedia.matches(leg.acceptTypes(), CPIM)
        && (leg.acceptWrappedTypes().isEmpty()
            || MsrpMedia.matches(leg.acceptWrappedTypes(), wrapped)
            || MsrpMedia.matches(leg.acceptTypes(), wrapped));
  }
}
