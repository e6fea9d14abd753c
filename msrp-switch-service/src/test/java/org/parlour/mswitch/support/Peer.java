package org.parlour.mswitch.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;

/// An MSRP client over a real socket, which says exactly the bytes that a test wants.
public final class Peer implements AutoCloseable {
  private final String name;
  private final String to;
  private final String from;
  private final PeerLink link;
  private int transactions;

  public Peer(String name, PeerLink link) {
    this.name = name;
    this.to = "msrp://127.0.0.1:2855/" + name + "-capability;tcp";
    this.from = "msrp://192.0.2.1:9/" + name + ";tcp";
    this.link = link;
  }

  /// Over TCP.
  ///
  /// @param receiveBuffer octets that the socket takes before the test reads; 0 for the usual
  public Peer(String name, int port, int receiveBuffer) {
    this(name, PeerLink.tcp(port, receiveBuffer));
  }

  /// Wraps a connection that the switch opened.
  public Peer(String name, Socket accepted) {
    this(name, PeerLink.over(accepted));
  }

  /// The client of another leg on the same connection.
  public Peer also(String leg) {
    return new Peer(leg, link);
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
    link.write(bytes);
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
    return send(headers, cpim(sender, recipient, type, text));
  }

  /// A text with an `imdn.Message-ID`.
  public String sayIdentified(String id, String sender, String recipient, String text) {
    return send("", identified(id, sender, recipient, text));
  }

  private String send(String headers, String body) {
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

  /// A CPIM text with an `imdn.Message-ID` (RFC 5438 §6.3).
  public static String identified(String id, String sender, String recipient, String text) {
    return cpim(sender, recipient, "text/plain", text)
        .replaceFirst(
            "\r\n\r\n",
            "\r\nNS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: " + id + "\r\n\r\n");
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
    return link.read(name);
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
    link.close();
  }
}
