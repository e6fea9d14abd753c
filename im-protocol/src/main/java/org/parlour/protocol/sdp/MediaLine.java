package org.parlour.protocol.sdp;

/// One `m=` line with all that belongs to it. The number and order of lines never shrink within a
/// session (RFC 3264 §8), so refused lines stay, with port 0.
public sealed interface MediaLine permits MsrpMedia, OtherMedia {
  /// 0 when the stream is refused or removed.
  int port();
}
