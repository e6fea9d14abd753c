package org.parlour.msrp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response: without body, never answered (RFC 4975 §7.2).
///
/// @param toPath only the first URI of the request's From-Path
/// @param fromPath only the first URI of the request's To-Path
/// @param headers others than the paths
public record MsrpResponse(
    TransactionId transaction,
    MsrpStatus status,
    MsrpPath toPath,
    MsrpPath fromPath,
    List<MsrpHeader> headers)
    implements MsrpMessage {
  public MsrpResponse {
    headers = List.copyOf(headers);
  }

  /// The response to `request`. Source: RFC 4975 §7.2.
  public static MsrpResponse to(RequestHead request, MsrpStatus status) {
    return new MsrpResponse(
        request.transaction(),
        status,
        firstOf(request.fromPath()),
        firstOf(request.toPath()),
        List.of());
  }

  /// The value of the first header of that name, compared without case; null when there is none.
  public @Nullable String header(String name) {
    return MsrpHeader.find(headers, name);
  }

  private static MsrpPath firstOf(MsrpPath path) {
    return path.uris().size() == 1 ? path : MsrpPath.of(path.first());
  }
}
