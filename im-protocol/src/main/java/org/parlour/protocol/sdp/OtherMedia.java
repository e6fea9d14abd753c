package org.parlour.protocol.sdp;

/// A stream that is not MSRP: kept only to be refused in its place.
///
/// @param media for example `audio`
/// @param protocol for example `RTP/AVP`
/// @param formats the rest of the line
public record OtherMedia(String media, int port, String protocol, String formats)
    implements MediaLine {
  public OtherMedia refused() {
    return new OtherMedia(media, 0, protocol, formats);
  }
}
