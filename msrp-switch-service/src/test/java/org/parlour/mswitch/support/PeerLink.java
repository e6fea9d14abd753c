package org.parlour.mswitch.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.wire.MsrpDecoder;

/// A client's connection: octets out, MSRP messages in.
public final class PeerLink implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final EmbeddedChannel decoder = new EmbeddedChannel(new MsrpDecoder());

  private PeerLink(Socket socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  public static Socket socket(int port, int receiveBuffer) {
    try {
      Socket socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PeerLink tcp(int port, int receiveBuffer) {
    return over(socket(port, receiveBuffer));
  }

  /// @param connected owned by the link
  public static PeerLink over(Socket connected) {
    try {
      connected.setSoTimeout(PATIENCE_MILLIS);
      return new PeerLink(connected, connected.getInputStream(), connected.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Over a WebSocket, after its handshake.
  ///
  /// @param connected owned by the link
  public static PeerLink web(Socket connected, String path, String subprotocol) {
    try {
      connected.setSoTimeout(PATIENCE_MILLIS);
      WebSocketStreams streams = new WebSocketStreams(connected, path, subprotocol);
      return new PeerLink(connected, streams.in(), streams.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next message; null when the connection is closed.
  @Nullable MsrpMessage read(String reader) {
    byte[] buffer = new byte[64 * 1024];
    try {
      while (true) {
        MsrpMessage message = decoder.readInbound();
        if (message != null) {
          return copy(message);
        }
        int read = in.read(buffer);
        if (read < 0) {
          return null;
        }
        decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, read));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError(reader + ": nothing came", e);
    } catch (IOException e) {
      return null;
    }
  }

  /// Tests need not release what they read.
  private static MsrpMessage copy(MsrpMessage message) {
    if (message instanceof MsrpRequest request) {
      ByteBuf body = Unpooled.copiedBuffer(request.body());
      request.release();
      return new MsrpRequest(request.head(), request.offset(), body, request.end());
    }
    return message;
  }

  @Override
  public void close() {
    decoder.finishAndReleaseAll();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
