package org.parlour.msrp.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.RequestHead;

/// How the torture set writes a message on one line: method or code, transaction id, and what is
/// there, as `name=value`; values that hold more than a word in quotes, with `\xNN` for octets
/// that are not printable ASCII.
final class Words {
  private static final int SHOWN = 400;

  private Words() {}

  static boolean ends(MsrpRequest piece) {
    return piece.end() != End.OPEN;
  }

  static String request(MsrpRequest last, ByteBuf body) {
    RequestHead head = last.head();
    StringBuilder text = new StringBuilder(start(head)).append(' ').append(head.transaction());
    paths(text, head.toPath().uris().size(), head.fromPath().uris().size());
    add(text, "message-id", head.messageId());
    add(text, "success-report", head.successReport() ? "yes" : null);
    add(
        text,
        "failure-report",
        head.failureReport() == FailureReport.YES ? null : head.failureReport().token());
    add(text, "byte-range", head.byteRange());
    add(text, "status", head.status());
    add(text, "use-nickname", head.useNickname());
    headers(text, head.headers());
    add(text, "content-type", head.contentType());
    add(text, "flag", (char) last.end().octet());
    if (body.isReadable() || head.contentType() != null) {
      text.append(' ').append(body(body));
    }
    return text.toString();
  }

  private static String start(RequestHead head) {
    return head.method() == MsrpMethod.UNKNOWN ? "an unknown method" : head.method().name();
  }

  static String response(MsrpResponse response) {
    StringBuilder text = new StringBuilder().append(response.status().code()).append(' ');
    text.append(response.transaction());
    add(text, "comment", response.status().comment());
    headers(text, response.headers());
    return text.toString();
  }

  /// What a receiver answers: its own ids and words do not count.
  static String answer(MsrpMessage answer) {
    return switch (answer) {
      case MsrpResponse response -> response.status().code() + " " + response.transaction();
      case MsrpRequest report -> {
        RequestHead head = report.head();
        StringBuilder text = new StringBuilder(head.method().name());
        paths(text, head.toPath().uris().size(), head.fromPath().uris().size());
        add(text, "message-id", head.messageId());
        add(text, "byte-range", head.byteRange());
        add(text, "status", head.status() == null ? null : head.status().code());
        yield text.toString();
      }
      case Malformed malformed -> malformed.reason();
    };
  }

  static String body(ByteBuf body) {
    String octets = body.toString(ISO_8859_1);
    return "octets="
        + octets.length()
        + " body="
        + quote(octets.substring(0, Math.min(SHOWN, octets.length())))
        + (octets.length() > SHOWN ? "…" : "");
  }

  private static void paths(StringBuilder text, int to, int from) {
    add(text, "to-path", to == 1 ? null : to + " URIs");
    add(text, "from-path", from == 1 ? null : from + " URIs");
  }

  private static void headers(StringBuilder text, Iterable<MsrpHeader> headers) {
    for (MsrpHeader header : headers) {
      add(text, header.name(), header.value());
    }
  }

  private static void add(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      String shown = value.toString();
      boolean word = shown.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
      text.append(' ').append(name).append('=');
      text.append(word && !shown.isEmpty() ? shown : quote(utf8AsOctets(shown)));
    }
  }

  private static String utf8AsOctets(String text) {
    return new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1);
  }

  private static String quote(String octets) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : octets.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\x%02x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
