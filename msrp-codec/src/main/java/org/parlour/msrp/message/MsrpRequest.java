package org.parlour.msrp.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCounted;

/// A request, or one piece of it. A request that fits into the decoder's piece limit comes whole:
/// one piece with offset 0 and an end. A larger one comes as pieces with the same head, the last of
/// them with an end other than [End#OPEN]. A receiver may treat each piece as a chunk of its own
/// whose range begins at [#first()].
///
/// Releasing it releases the body; whoever takes it over releases it.
///
/// @param offset of the body's first octet within this request, from 0
/// @param body empty when there is none
public record MsrpRequest(RequestHead head, long offset, ByteBuf body, End end)
    implements MsrpMessage, ReferenceCounted {
  /// A request without body.
  public static MsrpRequest bodiless(RequestHead head) {
    return new MsrpRequest(head, 0, Unpooled.EMPTY_BUFFER, End.COMPLETE);
  }

  /// A whole request. Takes ownership of `body`.
  public static MsrpRequest of(RequestHead head, ByteBuf body, End end) {
    return new MsrpRequest(head, 0, body, end);
  }

  /// The place of the body's first octet within the message, 1-based.
  public long first() {
    return head.range().first() + offset;
  }

  @Override
  public int refCnt() {
    return body.refCnt();
  }

  @Override
  public MsrpRequest retain() {
    body.retain();
    return this;
  }

  @Override
  public MsrpRequest retain(int increment) {
    body.retain(increment);
    return this;
  }

  @Override
  public MsrpRequest touch() {
    body.touch();
    return this;
  }

  @Override
  public MsrpRequest touch(Object hint) {
    body.touch(hint);
    return this;
  }

  @Override
  public boolean release() {
    return body.release();
  }

  @Override
  public boolean release(int decrement) {
    return body.release(decrement);
  }
}
