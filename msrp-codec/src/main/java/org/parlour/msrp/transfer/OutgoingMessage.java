package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;

/// A message on its way out whose body comes bit by bit, in chunks that can be interrupted and
/// resumed at any octet (RFC 4975 §5.1, §7.1.1). A chunk that would hold its own end-line is ended
/// before it and goes on under another transaction id (§7.1).
///
/// What a method returns is to be written in its order, and owned by the caller; between the pieces
/// of one chunk nothing else may be written to the connection. Interrupt to let others pass.
///
/// States: between chunks ⇄ in a chunk → done. One owner: not thread-safe.
public final class OutgoingMessage {
  private final RequestHead message;
  private final long total;
  private final Supplier<TransactionId> ids;
  private @Nullable RequestHead chunk;
  private @Nullable EndLineGuard guard;
  private long sent;
  private long offset;
  private boolean done;

  /// @param message a SEND; its transaction id and range are not used
  /// @param total of the body, or [ByteRange#UNKNOWN]
  /// @param ids a fresh one for each chunk
  public OutgoingMessage(RequestHead message, long total, Supplier<TransactionId> ids) {
    this.message = message;
    this.total = total;
    this.ids = ids;
  }

  /// The next octets of the body. Takes ownership of `data`.
  ///
  /// @throws IllegalStateException when the message is done, or becomes longer than its total
  public List<MsrpRequest> write(ByteBuf data) {
    try {
      require(!done, "done");
      require(total == ByteRange.UNKNOWN || sent + data.readableBytes() <= total, "full");
      List<MsrpRequest> pieces = new ArrayList<>(1);
      while (data.isReadable()) {
        RequestHead head = begin();
        int admitted = admit(data);
        if (admitted > 0) {
          pieces.add(piece(head, data.readRetainedSlice(admitted), End.OPEN));
        }
        if (data.isReadable()) {
          pieces.add(end(head, End.MORE));
        }
      }
      return pieces;
    } finally {
      data.release();
    }
  }

  private RequestHead begin() {
    RequestHead current = chunk;
    if (current == null) {
      TransactionId id = ids.get();
      ByteRange range =
          total == 0 ? ByteRange.of(1, 0, 0) : ByteRange.of(sent + 1, ByteRange.UNKNOWN, total);
      current = message.withChunk(id, range);
      chunk = current;
      guard = new EndLineGuard(id);
      offset = 0;
    }
    return current;
  }

  private int admit(ByteBuf data) {
    EndLineGuard current = guard;
    return current == null ? data.readableBytes() : current.admit(data);
  }

  private MsrpRequest piece(RequestHead head, ByteBuf body, End end) {
    MsrpRequest piece = new MsrpRequest(head, offset, body, end);
    offset += body.readableBytes();
    sent += body.readableBytes();
    return piece;
  }

  private MsrpRequest end(RequestHead head, End end) {
    MsrpRequest last = piece(head, Unpooled.EMPTY_BUFFER, end);
    chunk = null;
    guard = null;
    return last;
  }

  /// Ends the chunk, if there is one, so that something else can be written to the connection. The
  /// next octets go into another chunk.
  public List<MsrpRequest> interrupt() {
    RequestHead current = chunk;
    return current == null ? List.of() : List.of(end(current, End.MORE));
  }

  /// The message is complete.
  ///
  /// @throws IllegalStateException when it is done already, or shorter than its total
  public MsrpRequest finish() {
    require(!done, "done");
    require(total == ByteRange.UNKNOWN || sent == total, "not all of it");
    done = true;
    return end(begin(), End.COMPLETE);
  }

  /// Gives the message up, as after a 413 (RFC 4975 §10.5).
  ///
  /// @return what tells the receiver; nothing when nothing was sent, or all of it
  public List<MsrpRequest> abort() {
    boolean known = !done && (chunk != null || sent > 0);
    done = true;
    return known ? List.of(end(begin(), End.ABORTED)) : List.of();
  }

  /// Octets of the body that were returned so far.
  public long sent() {
    return sent;
  }

  private void require(boolean condition, String state) {
    if (!condition) {
      throw new IllegalStateException(
          "message: " + state + " after " + sent + " of " + total + " octets");
    }
  }
}
