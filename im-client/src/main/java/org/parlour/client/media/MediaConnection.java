package org.parlour.client.media;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.parlour.client.transaction.Expiries;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.wire.WholeMessage;

/// One connection, with the requests of ours that wait for responses on it. Everything written
/// in one turn of the event loop leaves with one flush.
final class MediaConnection extends ChannelInboundHandlerAdapter {
  private final MediaEndpoint endpoint;
  private final Channel channel;
  private final Map<TransactionId, Pending> pending = new HashMap<>();
  private final Set<MediaSession> sessions = new HashSet<>();
  private boolean flushing;

  /// A request of ours and the end of the patience with it.
  private record Pending(CompletableFuture<MsrpStatus> answer, Expiries.Expiry patience) {
    void complete(MsrpStatus status) {
      patience.cancel();
      answer.complete(status);
    }
  }

  MediaConnection(MediaEndpoint endpoint, Channel channel) {
    this.endpoint = endpoint;
    this.channel = channel;
  }

  void attach(MediaSession session) {
    sessions.add(session);
  }

  /// Takes a session away; the last one closes a connection that is not shared.
  void detach(MediaSession session) {
    sessions.remove(session);
    if (sessions.isEmpty() && endpoint.closesIdleConnections()) {
      channel.close();
    }
  }

  boolean isOpen() {
    return channel.isActive();
  }

  /// Sends a request and completes with the status of its response, 408 after 30 s, 481 when the
  /// connection breaks. Takes ownership of the body.
  CompletableFuture<MsrpStatus> request(MsrpRequest request) {
    TransactionId id = request.head().transaction();
    Pending asked =
        new Pending(
            new CompletableFuture<>(),
            endpoint.timeouts().add(() -> answered(id, MsrpStatus.TIMEOUT)));
    pending.put(id, asked);
    write(request);
    return asked.answer();
  }

  /// Sends what nobody answers. Takes ownership of the body.
  void write(MsrpRequest request) {
    channel.write(request, channel.voidPromise());
    if (!flushing) {
      flushing = true;
      endpoint
          .loop()
          .execute(
              () -> {
                flushing = false;
                channel.flush();
              });
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case MsrpResponse response -> answered(response.transaction(), response.status());
        case WholeMessage whole -> deliver(whole);
        case MsrpRequest request -> other(context, request.head());
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void answered(TransactionId id, MsrpStatus status) {
    Pending waiting = pending.remove(id);
    if (waiting != null) {
      waiting.complete(status);
    }
  }

  private void deliver(WholeMessage whole) {
    RequestHead head = whole.head();
    MediaSession session = endpoint.expected(head.toPath().first().sessionId());
    String contentType = head.contentType();
    if (session != null && contentType != null) {
      session.deliver(contentType, ByteBufUtil.getBytes(whole.content()));
    }
  }

  /// REPORTs end here (the responses told what they tell); other methods are not for clients.
  private static void other(ChannelHandlerContext context, RequestHead head) {
    if (head.method() != MsrpMethod.REPORT) {
      context.writeAndFlush(MsrpResponse.to(head, MsrpStatus.METHOD_UNKNOWN));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endpoint.closed(this, channel);
    Map.copyOf(pending).values().forEach(waiting -> waiting.complete(MsrpStatus.NO_SESSION));
    pending.clear();
    Set.copyOf(sessions).forEach(session -> session.connectionLost(this));
    sessions.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
