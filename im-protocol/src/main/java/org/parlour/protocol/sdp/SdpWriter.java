package org.parlour.protocol.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes session descriptions (RFC 8866 §5), lines ended by CRLF. Thread: any.
public final class SdpWriter {
  private static final String CRLF = "\r\n";

  private final StringBuilder text = new StringBuilder(512);

  private SdpWriter() {}

  /// @throws IllegalArgumentException when a value holds a control character, which would begin a
  ///     line of its own
  public static byte[] write(SessionDescription description) {
    SdpWriter writer = new SdpWriter();
    writer.session(description);
    for (MediaLine line : description.media()) {
      switch (line) {
        case MsrpMedia msrp -> writer.msrp(msrp);
        case OtherMedia other ->
            writer.line(
                "m=",
                other.media()
                    + " "
                    + other.port()
                    + " "
                    + other.protocol()
                    + " "
                    + other.formats());
      }
    }
    return writer.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void session(SessionDescription description) {
    String address = network(description.address());
    line("v=", "0");
    line(
        "o=",
        description.originUser()
            + " "
            + Long.toUnsignedString(description.sessionId())
            + " "
            + Long.toUnsignedString(description.sessionVersion())
            + " "
            + address);
    line("s=", "-");
    line("c=", address);
    line("t=", "0 0");
  }

  private static String network(String address) {
    return (address.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + address;
  }

  private void msrp(MsrpMedia media) {
    String protocol = media.tls() ? "TCP/TLS/MSRP" : "TCP/MSRP";
    line("m=", "message " + media.port() + " " + protocol + " *");
    words("path", media.path());
    Setup setup = media.setup();
    attribute("setup", setup == null ? null : setup.token());
    attribute("fingerprint", media.fingerprint());
    words("accept-types", media.acceptTypes());
    words("accept-wrapped-types", media.acceptWrappedTypes());
    Long maxSize = media.maxSize();
    attribute("max-size", maxSize == null ? null : maxSize.toString());
    line("a=", media.direction().token());
    List<String> chatroom = media.chatroom();
    if (chatroom != null) {
      line("a=", chatroom.isEmpty() ? "chatroom" : "chatroom:" + String.join(" ", chatroom));
    }
    for (SdpAttribute other : media.others()) {
      String value = other.value();
      line("a=", value == null ? other.name() : other.name() + ":" + value);
    }
  }

  private void words(String name, List<String> values) {
    attribute(name, values.isEmpty() ? null : String.join(" ", values));
  }

  private void attribute(String name, @Nullable String value) {
    if (value != null) {
      line("a=", name + ":" + value);
    }
  }

  private void line(String type, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '\t' && Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException(
            "sdp: " + type + " with a control character (expected: one line of text)");
      }
    }
    text.append(type).append(value).append(CRLF);
  }
}
