package org.parlour.conference.sdp;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.MediaRules;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;

/// Whether an offer or answer has a stream that the focus can use (D-27): the first MSRP stream
/// over something that the switch takes, and that takes `message/cpim`.
///
/// @param stream null when there is none
/// @param problem null when there is one
public record MediaCheck(@Nullable MsrpMedia stream, @Nullable Warning problem) {
  private static final Warning NOT_AVAILABLE = new Warning(304, "Media type not available");
  private static final Warning INCOMPATIBLE = new Warning(305, "Incompatible media format");

  /// @param takes whether the switch takes a transport
  public static MediaCheck of(
      @Nullable SessionDescription description, MediaRules rules, Predicate<MsrpTransport> takes) {
    if (description == null) {
      return new MediaCheck(null, NOT_AVAILABLE);
    }
    boolean otherForm = false;
    for (MediaLine line : description.media()) {
      if (line instanceof MsrpMedia msrp && msrp.usable()) {
        MsrpTransport by = MsrpTransport.of(msrp);
        if (by != null
            && takes.test(by)
            && msrp.accepts(TypeLists.CPIM)
            && MsrpMedia.matches(rules.acceptTypes(), TypeLists.CPIM)) {
          return new MediaCheck(msrp, null);
        }
        otherForm = true;
      }
    }
    return new MediaCheck(null, otherForm ? INCOMPATIBLE : NOT_AVAILABLE);
  }

  /// What an INVITE begins with: a usable stream of its offer, or without an offer the focus's own.
  public static MediaCheck ofInvite(
      @Nullable SessionDescription offer, MediaRules rules, Predicate<MsrpTransport> takes) {
    return offer == null ? new MediaCheck(OwnOffer.stream(rules), null) : of(offer, rules, takes);
  }

  /// An answer is taken when it has any MSRP stream: what it cannot be sent is not sent.
  public static @Nullable MsrpMedia ofAnswer(@Nullable SessionDescription answer) {
    return answer == null ? null : answer.msrp().orElse(null);
  }
}
