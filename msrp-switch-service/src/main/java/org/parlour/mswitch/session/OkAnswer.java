package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.wire.MsrpWriter;

/// The 200 to a leg's requests, of which only the transaction id is another one each time. A
/// decoder gives equal paths as the same object, by which they are told.
///
/// Owned by the session's loop.
final class OkAnswer {
  private static final byte[] PROTOCOL = "MSRP ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private @Nullable MsrpPath fromPath;
  private @Nullable MsrpPath toPath;

  /// From behind the first transaction id to before the second.
  private byte[] between = {};

  /// Appends the answer to `request`.
  void write(RequestHead request, ByteBuf out) {
    if (request.fromPath() != fromPath || request.toPath() != toPath) {
      encode(request);
    }
    String transaction = request.transaction().value();
    out.writeBytes(PROTOCOL);
    ByteBufUtil.writeAscii(out, transaction);
    out.writeBytes(between);
    ByteBufUtil.writeAscii(out, transaction);
    out.writeByte(End.COMPLETE.octet()).writeBytes(LINE_END);
  }

  private void encode(RequestHead request) {
    ByteBuf whole = Unpooled.buffer(256);
    MsrpWriter.writeResponse(MsrpResponse.to(request, MsrpStatus.OK), whole);
    int id = request.transaction().value().length();
    int around = PROTOCOL.length + id + id + 1 + LINE_END.length;
    between = ByteBufUtil.getBytes(whole, PROTOCOL.length + id, whole.readableBytes() - around);
    fromPath = request.fromPath();
    toPath = request.toPath();
  }
}
