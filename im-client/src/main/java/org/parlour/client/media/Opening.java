package org.parlour.client.media;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.CertificateEncodingException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.Fingerprint;
import org.parlour.protocol.sdp.MsrpTransport;

/// Watches a connection until MSRP can be spoken on it: that TLS is there, with the certificate
/// that the peer named, and the WebSocket.
final class Opening extends ChannelInboundHandlerAdapter {
  private final MsrpTransport by;
  private final @Nullable String fingerprint;
  private final MediaConnection connection;
  private final CompletableFuture<MediaConnection> opened;

  /// @param fingerprint the peer's `a=fingerprint`; null when it named none
  Opening(
      MsrpTransport by,
      @Nullable String fingerprint,
      MediaConnection connection,
      CompletableFuture<MediaConnection> opened) {
    this.by = by;
    this.fingerprint = fingerprint;
    this.connection = connection;
    this.opened = opened;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (by == MsrpTransport.TCP) {
      opened.complete(connection);
    }
    context.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent tls) {
      secured(context, tls);
    } else if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      opened.complete(connection);
    } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
      fail(context, "no WebSocket in time");
    }
    context.fireUserEventTriggered(event);
  }

  private void secured(ChannelHandlerContext context, SslHandshakeCompletionEvent tls) {
    if (!tls.isSuccess()) {
      fail(context, "no TLS: " + tls.cause().getMessage());
    } else if (fingerprint != null && !shows(context, fingerprint)) {
      fail(context, "its certificate is not the one that was named");
    } else if (by == MsrpTransport.TLS) {
      opened.complete(connection);
    }
  }

  private static boolean shows(ChannelHandlerContext context, String named) {
    Fingerprint expected = Fingerprint.parse(named);
    SslHandler tls = context.pipeline().get(SslHandler.class);
    try {
      return expected != null
          && expected.isOf(tls.engine().getSession().getPeerCertificates()[0].getEncoded());
    } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
      return false;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(context, String.valueOf(cause.getMessage()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(context, "closed by the peer");
    context.fireChannelInactive();
  }

  private void fail(ChannelHandlerContext context, String why) {
    opened.completeExceptionally(
        new MediaException(
            481, "MSRP connection to " + context.channel().remoteAddress() + ": " + why));
    context.close();
  }
}
