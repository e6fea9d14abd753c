package org.parlour.msrp.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a relay's 200 to an AUTH request grants (RFC 4976 §5.1).
///
/// @param usePath the relays in the order in which a request of ours passes them
/// @param lifetime until AUTH is due again; null when the relay did not say
public record RelayGrant(MsrpPath usePath, @Nullable Duration lifetime) {
  private static final int MOST_DIGITS = 9;

  /// @return null when `response` is no success, or names no path that can be used
  public static @Nullable RelayGrant read(MsrpResponse response) {
    String path = response.header("Use-Path");
    if (!response.status().isSuccess() || path == null) {
      return null;
    }
    try {
      return new RelayGrant(MsrpPath.parse(path), seconds(response.header("Expires")));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Reads the value of an Expires, Min-Expires or Max-Expires header.
  ///
  /// @return null when `value` is null or no number of seconds below 10^9
  public static @Nullable Duration seconds(@Nullable String value) {
    boolean number =
        value != null
            && !value.isEmpty()
            && value.length() <= MOST_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Duration.ofSeconds(Integer.parseInt(value)) : null;
  }

  /// The To-Path of our requests to a peer with that path.
  public MsrpPath to(MsrpPath peer) {
    List<MsrpUri> uris = new ArrayList<>(usePath.uris());
    uris.addAll(peer.uris());
    return new MsrpPath(uris);
  }

  /// The path that we tell a peer, in SDP: from the relay that is next to it to ourselves.
  public MsrpPath advertised(MsrpUri own) {
    List<MsrpUri> uris = new ArrayList<>(usePath.uris().reversed());
    uris.add(own);
    return new MsrpPath(uris);
  }
}
