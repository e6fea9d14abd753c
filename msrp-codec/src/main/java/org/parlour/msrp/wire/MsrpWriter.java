package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;

/// Prints messages (RFC 4975 §9). Paths come first, Content headers last and Content-Type the very
/// last. Every method borrows its buffer and appends to it.
public final class MsrpWriter {
  private static final byte[] PROTOCOL = ascii("MSRP ");
  private static final byte[] CRLF = ascii("\r\n");
  private static final byte[] DASHES = ascii("-------");

  private MsrpWriter() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Start line and headers, and the blank line when `withBody`.
  public static void writeHead(RequestHead head, boolean withBody, ByteBuf out) {
    startLine(head.transaction(), out).writeBytes(head.method().token()).writeBytes(CRLF);
    path(HeaderName.TO_PATH, head.toPath(), out);
    path(HeaderName.FROM_PATH, head.fromPath(), out);
    String messageId = head.messageId();
    if (messageId != null) {
      header(HeaderName.MESSAGE_ID.text(), messageId, out);
    }
    if (head.successReport()) {
      header(HeaderName.SUCCESS_REPORT.text(), "yes", out);
    }
    if (head.failureReport() != FailureReport.YES) {
      header(HeaderName.FAILURE_REPORT.text(), head.failureReport().token(), out);
    }
    if (head.byteRange() != null) {
      header(HeaderName.BYTE_RANGE.text(), head.byteRange().toString(), out);
    }
    if (head.status() != null) {
      header(HeaderName.STATUS.text(), "000 " + head.status(), out);
    }
    if (head.useNickname() != null) {
      header(HeaderName.USE_NICKNAME.text(), head.useNickname(), out);
    }
    headers(head, false, out);
    headers(head, true, out);
    if (head.contentType() != null) {
      header(HeaderName.CONTENT_TYPE.text(), head.contentType(), out);
    }
    if (withBody) {
      out.writeBytes(CRLF);
    }
  }

  private static void headers(RequestHead head, boolean ofBody, ByteBuf out) {
    for (MsrpHeader header : head.headers()) {
      if (header.describesBody() == ofBody) {
        header(header.name(), header.value(), out);
      }
    }
  }

  /// The end-line, with the CR LF that separates it from a body when `afterBody`.
  public static void writeEnd(TransactionId transaction, End end, boolean afterBody, ByteBuf out) {
    if (afterBody) {
      out.writeBytes(CRLF);
    }
    out.writeBytes(DASHES);
    ByteBufUtil.writeAscii(out, transaction.value());
    out.writeByte(end.octet()).writeBytes(CRLF);
  }

  public static void writeResponse(MsrpResponse response, ByteBuf out) {
    startLine(response.transaction(), out);
    ByteBufUtil.writeUtf8(out, response.status().toString());
    out.writeBytes(CRLF);
    path(HeaderName.TO_PATH, response.toPath(), out);
    path(HeaderName.FROM_PATH, response.fromPath(), out);
    for (MsrpHeader header : response.headers()) {
      header(header.name(), header.value(), out);
    }
    writeEnd(response.transaction(), End.COMPLETE, false, out);
  }

  private static ByteBuf startLine(TransactionId transaction, ByteBuf out) {
    out.writeBytes(PROTOCOL);
    ByteBufUtil.writeAscii(out, transaction.value());
    return out.writeByte(' ');
  }

  private static void path(HeaderName name, MsrpPath path, ByteBuf out) {
    ByteBufUtil.writeAscii(out, name.text());
    out.writeByte(':');
    for (MsrpUri uri : path.uris()) {
      out.writeByte(' ');
      ByteBufUtil.writeAscii(out, uri.toString());
    }
    out.writeBytes(CRLF);
  }

  private static void header(String name, String value, ByteBuf out) {
    ByteBufUtil.writeAscii(out, name);
    out.writeByte(':').writeByte(' ');
    ByteBufUtil.writeUtf8(out, value);
    out.writeBytes(CRLF);
  }
}
