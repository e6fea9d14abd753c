package org.parlour.protocol.sdp;

import java.util.List;
import java.util.Optional;

/// An SDP document (RFC 8866), offer or answer, as far as the focus reads it.
///
/// @param originUser of `o=`; `-` when there is none
/// @param sessionId of `o=`, an unsigned number
/// @param sessionVersion of `o=`, grows by one with each change
/// @param address of `c=` (session level, or that of the first stream that has one)
/// @param media at least one line
public record SessionDescription(
    String originUser, long sessionId, long sessionVersion, String address, List<MediaLine> media) {
  public SessionDescription {
    media = List.copyOf(media);
  }

  /// The first MSRP stream that can carry messages.
  public Optional<MsrpMedia> msrp() {
    return media.stream()
        .filter(MsrpMedia.class::isInstance)
        .map(MsrpMedia.class::cast)
        .filter(MsrpMedia::usable)
        .findFirst();
  }
}
