package org.parlour.protocol.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An MSRP stream (RFC 4975 §8, RFC 7701 §8).
///
/// @param tls `TCP/TLS/MSRP` instead of `TCP/MSRP`
/// @param path the MSRP URIs of `a=path`, left to right, at least one unless the port is 0
/// @param acceptTypes in the describer's order; may hold `*` and `text/*`; lower case
/// @param acceptWrappedTypes likewise; empty when absent
/// @param maxSize octets; null when absent
/// @param setup null when absent
/// @param fingerprint the value of `a=fingerprint`, null when absent
/// @param chatroom the tokens of `a=chatroom` (RFC 7701 §8); null when the attribute is absent
/// @param others every other `a=` line of this stream, in order
public record MsrpMedia(
    int port,
    boolean tls,
    List<String> path,
    List<String> acceptTypes,
    List<String> acceptWrappedTypes,
    @Nullable Long maxSize,
    Direction direction,
    @Nullable Setup setup,
    @Nullable String fingerprint,
    @Nullable List<String> chatroom,
    List<SdpAttribute> others)
    implements MediaLine {
  public MsrpMedia {
    path = List.copyOf(path);
    acceptTypes = List.copyOf(acceptTypes);
    acceptWrappedTypes = List.copyOf(acceptWrappedTypes);
    chatroom = chatroom == null ? null : List.copyOf(chatroom);
    others = List.copyOf(others);
  }

  /// Whether this stream can carry messages at all.
  public boolean usable() {
    return port != 0 && !path.isEmpty();
  }

  /// Whether `type` (lower case, without parameters) is listed, `*` and `text/*` included.
  public boolean accepts(String type) {
    return matches(acceptTypes, type);
  }

  /// Whether `type` may stand inside a CPIM envelope.
  public boolean acceptsWrapped(String type) {
    return matches(acceptWrappedTypes, type);
  }

  /// Whether `types` lists `type`, directly or by `*` or `main/*`.
  public static boolean matches(List<String> types, String type) {
    int slash = type.indexOf('/');
    String family = slash < 0 ? type : type.substring(0, slash) + "/*";
    return types.contains(type) || types.contains("*") || types.contains(family);
  }

  public MsrpMedia refused() {
    return new MsrpMedia(
        0, tls, List.of(), acceptTypes, List.of(), null, direction, null, null, null, List.of());
  }
}
