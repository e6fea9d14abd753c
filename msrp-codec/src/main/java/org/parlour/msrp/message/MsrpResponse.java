package org.parlour.msrp.message;

import java.util.List;

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

  private static MsrpPath firstOf(MsrpPath path) {
    return path.uris().size() == 1 ? path : MsrpPath.of(path.first());
  }
}
