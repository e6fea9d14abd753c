package org.parlour.edge.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Builds request texts: valid as they are, a test names only what matters.
public final class Requests {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  public static final String SDP =
      """
      v=0
      o=alice 3912876101 1 IN IP4 192.0.2.11
      s=-
      c=IN IP4 192.0.2.11
      t=0 0
      m=message 9 TCP/MSRP *
      a=path:msrp://192.0.2.11:9/a8Kq2Zw7Lr;tcp
      a=setup:active
      a=accept-types:message/cpim
      a=sendrecv
      """
          .replace("\n", "\r\n");

  private final String method;
  private String uri = "sip:conference-factory@im.example.org";
  private String transport = "TCP";
  private String sentBy = "core.example.org:5060";
  private String branch;
  private String viaParameters = "";
  private String from = "\"Alice\" <sip:alice@example.org>;tag=a1a1";
  private String to = "<sip:conference-factory@im.example.org>";
  private String callId;
  private String cseq;
  private String maxForwards = "70";
  private final List<String> headers = new ArrayList<>();
  private byte[] body = new byte[0];
  private String contentLength;

  private Requests(String method) {
    int number = NUMBER.incrementAndGet();
    this.method = method;
    this.branch = "z9hG4bK-t" + number;
    this.callId = "call-" + number + "@192.0.2.11";
    this.cseq = "1 " + method;
  }

  public static Requests of(String method) {
    return new Requests(method);
  }

  /// An INVITE to the conference factory with an MSRP offer.
  public static Requests invite() {
    return of("INVITE")
        .header("Contact: <sip:alice@192.0.2.11:40112;transport=tcp>;+g.oma.sip-im")
        .header("P-Asserted-Identity: \"Alice\" <sip:alice@example.org>")
        .body("application/sdp", SDP);
  }

  /// A pager-mode message to a group.
  public static Requests message(String text) {
    return of("MESSAGE").uri("sip:team@im.example.org").body("text/plain", text);
  }

  public Requests uri(String value) {
    uri = value;
    to = "<" + value + ">";
    return this;
  }

  public Requests udp(int port) {
    transport = "UDP";
    sentBy = "127.0.0.1:" + port;
    viaParameters = ";rport";
    return this;
  }

  public Requests sentBy(String value) {
    sentBy = value;
    return this;
  }

  public Requests via(String parameters) {
    viaParameters = parameters;
    return this;
  }

  public Requests branch(String value) {
    branch = value;
    return this;
  }

  public Requests from(String value) {
    from = value;
    return this;
  }

  public Requests to(String value) {
    to = value;
    return this;
  }

  public Requests callId(String value) {
    callId = value;
    return this;
  }

  public Requests cseq(String value) {
    cseq = value;
    return this;
  }

  /// Null leaves it out.
  public Requests maxForwards(String value) {
    maxForwards = value;
    return this;
  }

  public Requests header(String line) {
    headers.add(line);
    return this;
  }

  public Requests body(String contentType, String text) {
    return body(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public Requests body(String contentType, byte[] octets) {
    headers.add("Content-Type: " + contentType);
    body = octets;
    return this;
  }

  public Requests contentLength(String value) {
    contentLength = value;
    return this;
  }

  public String callId() {
    return callId;
  }

  public String branch() {
    return branch;
  }

  /// The ACK or CANCEL that belongs to this request.
  public Requests sibling(String other) {
    Requests sibling = new Requests(other);
    sibling.uri = uri;
    sibling.transport = transport;
    sibling.sentBy = sentBy;
    sibling.viaParameters = viaParameters;
    sibling.branch = branch;
    sibling.from = from;
    sibling.to = to;
    sibling.callId = callId;
    sibling.cseq = cseq.split(" ")[0] + " " + other;
    return sibling;
  }

  public byte[] bytes() {
    byte[] head = head().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private String head() {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/").append(transport).append(' ').append(sentBy);
    text.append(";branch=").append(branch).append(viaParameters).append("\r\n");
    if (maxForwards != null) {
      text.append("Max-Forwards: ").append(maxForwards).append("\r\n");
    }
    text.append("From: ").append(from).append("\r\nTo: ").append(to);
    text.append("\r\nCall-ID: ").append(callId).append("\r\nCSeq: ").append(cseq).append("\r\n");
    headers.forEach(line -> text.append(line).append("\r\n"));
    text.append("Content-Length: ");
    text.append(contentLength == null ? Integer.toString(body.length) : contentLength);
    return text.append("\r\n\r\n").toString();
  }
}
