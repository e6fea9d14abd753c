package org.parlour.conference.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.SessionDescription;

/// `a=msrp-cema`: where both sides say it, session-ids alone tell sessions apart, so that
/// middleboxes may change addresses (RFC 6714 §4). We say it in offers, and in answers to who says
/// it.
public final class Cema {
  private static final String NAME = "msrp-cema";

  private Cema() {}

  static List<SdpAttribute> with(List<SdpAttribute> others) {
    List<SdpAttribute> all = new ArrayList<>(others);
    all.add(new SdpAttribute(NAME, null));
    return all;
  }

  static boolean isIn(MsrpMedia stream) {
    return stream.others().stream().anyMatch(attribute -> attribute.name().equals(NAME));
  }

  /// Whether both sides say it.
  public static boolean isAgreed(@Nullable SessionDescription ours, MsrpMedia theirs) {
    return isIn(theirs) && ours != null && ours.msrp().filter(Cema::isIn).isPresent();
  }
}
