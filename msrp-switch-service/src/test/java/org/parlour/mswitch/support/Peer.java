package org.parlour.mswitch.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.wire.MsrpDecoder;

/// An MSRP client over a real socket, which says exactly the bytes that a test wants.
public final class Peer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final String name;
  private final String to;
  private final String from;
  private final Socket socket;
  private final EmbeddedChannel decoder = new EmbeddedChannel(new MsrpDecoder());
  private int transactions;

  /// @param receiveBuffer octets that the socket takes before the test reads; 0 for the usual
  public Peer(String name, int port, int receiveBuffer) {
    this.name = name;
    this.to = "msrp://127.0.0.1:2855/" + name + "-capability;tcp";
    this.from = "msrp://192.0.2.1:9/" + name + ";tcp";
    try {
      socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Wraps a connection that the switch opened.
  public Peer(String name, Socket accepted) throws IOException {
    this.name = name;
    this.to = "msrp://127.0.0.1:2855/" + name + "-capability;tcp";
    this.from = "msrp://192.0.2.1:9/" + name + ";tcp";
    this.socket = accepted;
    accepted.setSoTimeout(PATIENCE_MILLIS);
  }

  public String to() {
    return to;
  }

  public String from() {
    return from;
  }

  public void write(String text) {
    write(text.getBytes(UTF_8));
  }

  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request; returns its transaction id.
  ///
  /// @param headers each with its line end
  /// @param body null for none
  public String request(String method, String headers, @Nullable String body, char flag) {
    String id = "t" + name + String.format("%05d", transactions++);
    write(
        "MSRP "
            + id
            + " "
            + method
            + "\r\nTo-Path: "
            + to
            + "\r\nFrom-Path: "
            + from
            + "\r\n"
            + headers
            + (body == null ? "" : "\r\n" + body + "\r\n")
            + "-------"
            + id
            + flag
            + "\r\n");
    return id;
  }

  /// A whole CPIM message.
  public String say(String sender, String recipient, String text) {
    return sayAs("", sender, recipient, "text/plain", text);
  }

  /// @param headers of MSRP, each with its line end
  public String sayAs(String headers, String sender, String recipient, String type, String text) {
    String body = cpim(sender, recipient, type, text);
    int octets = body.getBytes(UTF_8).length;
    return request(
        "SEND",
        "Message-ID: m"
            + transactions
            + "\r\n"
            + headers
            + "Byte-Range: 1-"
            + octets
            + "/"
            + octets
            + "\r\nContent-Type: message/cpim\r\n",
        body,
        '$');
  }

  public static String cpim(String sender, String recipient, String type, String text) {
    return "From: <"
        + sender
        + ">\r\nTo: <"
        + recipient
        + ">\r\nDateTime: 2026-11-22T08:15:30.120Z\r\n\r\n"
        + "Content-Type: "
        + type
        + "\r\n\r\n"
        + text;
  }

  /// Binds the connection and reads the answer.
  public Peer bind() {
    request("SEND", "Message-ID: bind\r\n", null, '$');
    int code = answer().status().code();
    if (code != 200) {
      throw new AssertionError("bind: " + code);
    }
    return this;
  }

  /// The next message, within seconds. The caller releases it.
  public MsrpMessage next() {
    MsrpMessage message = poll();
    if (message == null) {
      throw new AssertionError(name + ": the connection is closed");
    }
    return message;
  }

  private @Nullable MsrpMessage poll() {
    byte[] buffer = new byte[64 * 1024];
    try {
      while (true) {
        MsrpMessage message = decoder.readInbound();
        if (message != null) {
          return message;
        }
        int read = socket.getInputStream().read(buffer);
        if (read < 0) {
          return null;
        }
        decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, read));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError(name + ": nothing came", e);
    } catch (IOException e) {
      return null;
    }
  }

  /// The next message, which is a response.
  public MsrpResponse answer() {
    MsrpMessage message = next();
    if (message instanceof MsrpResponse response) {
      return response;
    }
    throw new AssertionError(name + ": expected a response, got " + message);
  }

  /// The code of the next message, which is the response to `transaction`.
  public int answerTo(String transaction) {
    MsrpResponse response = answer();
    if (!response.transaction().value().equals(transaction)) {
      throw new AssertionError(name + ": answer to " + response.transaction());
    }
    return response.status().code();
  }

  /// The next message, which is a request. The caller releases it.
  public MsrpRequest request() {
    MsrpMessage message = next();
    if (message instanceof MsrpRequest request) {
      return request;
    }
    throw new AssertionError(name + ": expected a request, got " + message);
  }

  /// The body of the next message, which is a request.
  public String heard() {
    MsrpRequest request = request();
    String body = request.body().toString(UTF_8);
    request.release();
    return body;
  }

  /// The text in the CPIM envelope of the next message.
  public String heardText() {
    String body = heard();
    return body.substring(body.lastIndexOf("\r\n\r\n") + 4);
  }

  /// Whether the switch closes the connection, within seconds, without saying anything more.
  public boolean isClosed() {
    return poll() == null;
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
