package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.wire.MsrpWriter;
import org.parlour.msrp.wire.TransactionIds;
import org.parlour.mswitch.session.Transfer.Sending;
import org.parlour.mswitch.session.Transfer.Target;

/// Writes SENDs into the queues of legs. What all receivers of a piece have in common is encoded
/// once; what a leg has in common with all its messages, once for the leg.
///
/// Owned by one worker's loop.
final class Frames {
  private static final byte[] PROTOCOL = bytes("MSRP ");
  private static final byte[] NO_FAILURE_REPORT = bytes("\r\nFailure-Report: no\r\nByte-Range: ");
  private static final byte[] CRLF = bytes("\r\n");
  private static final byte[] END = bytes("\r\n-------");

  /// Octets of an id, and of what follows the one in the end-line.
  private static final int ID = TransactionIds.LENGTH;

  private static final int AFTER_TRANSACTION = 3;

  private final TransactionIds ids;
  private final Held.Keeper keeper = new Held.Keeper();
  private final byte[] transaction = new byte[TransactionIds.LENGTH];

  /// Whose common octets are in [#tail].
  private @Nullable Piece encoded;

  private byte[] tail = {};

  /// Octets of the tail that stand before a body that is not copied, or before the end-line.
  private int common;

  Frames(TransactionIds ids) {
    this.ids = ids;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A fresh Message-ID.
  byte[] messageId() {
    byte[] id = new byte[TransactionIds.LENGTH];
    ids.next(id);
    return id;
  }

  /// The part of a SEND that stays the same on a leg.
  static byte[] prefix(MsrpPath remote, String local) {
    return bytes(" SEND\r\nTo-Path: " + remote + "\r\nFrom-Path: " + local + "\r\nMessage-ID: ");
  }

  /// Octets of a piece that all its receivers get alike.
  ///
  /// @param fields from after the Message-ID to the blank line before the body
  /// @param start of the body: what replaces the sender's envelope; empty later on
  /// @param rest of the body, borrowed
  /// @param guarded the body may hold an end-line, so each transaction id is checked against it
  record Piece(
      byte[] fields, byte[] start, ByteBuf rest, End end, boolean bodied, boolean guarded) {}

  static Piece piece(ByteRange range, Sending sending, byte[] start, ByteBuf rest, End end) {
    StringBuilder fields = new StringBuilder(128).append(range).append("\r\n");
    for (MsrpHeader header : sending.headers()) {
      fields.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    fields.append("Content-Type: ").append(sending.contentType()).append("\r\n\r\n");
    boolean guarded = TransactionIds.mayHoldEndLine(rest);
    return new Piece(bytes(fields.toString()), start, rest, end, true, guarded);
  }

  /// The message that was sent up to `octets` is given up.
  static Piece abort(long octets) {
    ByteRange range = ByteRange.of(octets + 1, octets, ByteRange.UNKNOWN);
    return new Piece(
        bytes(range + "\r\n"), new byte[0], Unpooled.EMPTY_BUFFER, End.ABORTED, false, false);
  }

  /// Appends the piece to the queue of `target`.
  void write(Target target, Piece piece) {
    Held held = target.leg().held();
    if (held != null) {
      held.add(target.messageId(), keeper.keep(piece));
    } else {
      writeNow(target, piece);
    }
  }

  /// Likewise, before what is held.
  void writeNow(Target target, Piece piece) {
    if (piece != encoded) {
      encode(piece);
    }
    drawTransaction(piece);
    LegOutput output = target.leg().output();
    byte[] prefix = target.leg().sendPrefix();
    ByteBuf rest = piece.rest();
    boolean sliced = isSliced(piece);
    int beforeRest = PROTOCOL.length + ID + prefix.length + ID + common;
    int afterRest = tail.length - common;
    ByteBuf out = output.buffer();
    out.ensureWritable(beforeRest + afterRest);
    out.writeBytes(PROTOCOL).writeBytes(transaction).writeBytes(prefix);
    out.writeBytes(target.messageId());
    System.arraycopy(transaction, 0, tail, tail.length - AFTER_TRANSACTION - ID, ID);
    if (sliced) {
      out.writeBytes(tail, 0, common);
      output.slice(rest.retainedSlice());
      output.buffer().writeBytes(tail, common, afterRest);
    } else {
      out.writeBytes(tail);
    }
    output.appended(beforeRest + afterRest + (sliced ? rest.readableBytes() : 0));
  }

  private static boolean isSliced(Piece piece) {
    return piece.rest().readableBytes() >= LegOutput.SLICED_BODY;
  }

  /// Encodes what all receivers of the piece get alike, from after the Message-ID to the end; the
  /// transaction id in the end-line is another one for each.
  private void encode(Piece piece) {
    ByteBuf rest = piece.rest();
    boolean sliced = isSliced(piece);
    int copied = sliced ? 0 : rest.readableBytes();
    int skipped = piece.bodied() ? 0 : CRLF.length;
    common = NO_FAILURE_REPORT.length + piece.fields().length + piece.start().length + copied;
    tail = new byte[common + END.length - skipped + ID + AFTER_TRANSACTION];
    int at = put(NO_FAILURE_REPORT, 0, 0);
    at = put(piece.fields(), 0, at);
    at = put(piece.start(), 0, at);
    rest.getBytes(rest.readerIndex(), tail, at, copied);
    at = put(END, skipped, at + copied) + ID;
    tail[at] = piece.end().octet();
    put(CRLF, 0, at + 1);
    encoded = piece;
  }

  private int put(byte[] octets, int from, int at) {
    System.arraycopy(octets, from, tail, at, octets.length - from);
    return at + octets.length - from;
  }

  private void drawTransaction(Piece piece) {
    ids.next(transaction);
    if (piece.guarded()) {
      String id = new String(transaction, StandardCharsets.US_ASCII);
      while (TransactionIds.holds(piece.rest(), new TransactionId(id))) {
        ids.next(transaction);
        id = new String(transaction, StandardCharsets.US_ASCII);
      }
    }
  }

  /// Appends an answer.
  static void answer(LegOutput output, RequestHead request, MsrpStatus status) {
    ByteBuf out = output.buffer();
    int before = out.readableBytes();
    if (status == MsrpStatus.OK) {
      output.ok().write(request, out);
    } else {
      MsrpWriter.writeResponse(MsrpResponse.to(request, status), out);
    }
    output.appended(out.readableBytes() - before);
  }

  /// Appends the report about `range` of `request`'s message (RFC 4975 §7.1.2).
  void report(
      LegOutput output, RequestHead request, String messageId, ByteRange range, MsrpStatus status) {
    RequestHead report =
        RequestHead.report(
            ids.next(),
            request.fromPath(),
            MsrpPath.of(request.toPath().first()),
            messageId,
            range,
            status);
    ByteBuf out = output.buffer();
    int before = out.readableBytes();
    bodiless(report, out);
    output.appended(out.readableBytes() - before);
  }

  /// A SEND without body, as it binds a connection (RFC 4975 §5.4).
  RequestHead introduction(Leg leg) {
    return RequestHead.send(
        ids.next(), leg.remotePath(), MsrpPath.of(leg.localUri()), ids.nextText(), null, null);
  }

  /// Writes a request without body.
  static void bodiless(RequestHead head, ByteBuf out) {
    MsrpWriter.writeHead(head, false, out);
    MsrpWriter.writeEnd(head.transaction(), End.COMPLETE, false, out);
  }
}
