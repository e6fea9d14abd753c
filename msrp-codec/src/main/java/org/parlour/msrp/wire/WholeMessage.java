package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import org.parlour.msrp.message.RequestHead;

/// A message that an [MsrpAggregator] put together: the head of the first chunk that came, and all
/// of the body. Whoever takes it releases it.
public final class WholeMessage extends DefaultByteBufHolder {
  private final RequestHead head;

  public WholeMessage(RequestHead head, ByteBuf body) {
    super(body);
    this.head = head;
  }

  public RequestHead head() {
    return head;
  }

  @Override
  public WholeMessage replace(ByteBuf body) {
    return new WholeMessage(head, body);
  }

  @Override
  public String toString() {
    return "WholeMessage[" + head.messageId() + ", " + content().readableBytes() + " octets]";
  }
}
