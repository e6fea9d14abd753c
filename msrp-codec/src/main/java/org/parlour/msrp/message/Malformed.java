package org.parlour.msrp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes that are no MSRP message.
///
/// @param reason names the thing, the value and what was expected
/// @param request to answer with 400; null when nothing can be answered or nothing may be: a
///     response, a REPORT, and a request with `Failure-Report: no` (RFC 4975 §7.1.1, §7.1.2)
/// @param toPath of the request, when it could be read
/// @param fromPath of the request, when it could be read
/// @param framingLost nobody knows where the next message begins: the connection is of no more use
///     and the decoder swallows what follows. Otherwise it swallows the rest of this request only
public record Malformed(
    String reason,
    @Nullable TransactionId request,
    @Nullable MsrpPath toPath,
    @Nullable MsrpPath fromPath,
    boolean framingLost)
    implements MsrpMessage {
  /// The response it deserves; null when there is none.
  public @Nullable MsrpResponse answer() {
    return request == null || toPath == null || fromPath == null
        ? null
        : new MsrpResponse(
            request,
            MsrpStatus.BAD_REQUEST,
            MsrpPath.of(fromPath.first()),
            MsrpPath.of(toPath.first()),
            List.of());
  }
}
