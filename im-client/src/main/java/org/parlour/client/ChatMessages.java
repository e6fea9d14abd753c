package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.transaction.Tokens;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimHeader;
import org.parlour.protocol.cpim.CpimHeaders;
import org.parlour.protocol.cpim.CpimMessage;

/// Reads what arrives over MSRP.
final class ChatMessages {
  private static final String IMDN = "urn:ietf:params:imdn";
  private static final String MESSAGE_ID = "Message-ID";

  private ChatMessages() {}

  /// A text with an `imdn.Message-ID` of its own (RFC 5438 §6.3): said again, it is the same.
  static CpimMessage text(NameAddress from, NameAddress to, String text) {
    CpimMessage bare =
        CpimMessage.text(
            from,
            to,
            Instant.now(),
            "text/plain; charset=utf-8",
            text.getBytes(StandardCharsets.UTF_8));
    CpimHeaders headers =
        bare.headers()
            .with(new CpimHeader("NS", "", "imdn <" + IMDN + ">"))
            .with(new CpimHeader("imdn." + MESSAGE_ID, "", Tokens.random(18)));
    return new CpimMessage(headers, bare.contentHeaders(), bare.content());
  }

  /// A CPIM message, or plain text as if the peer had sent it; null for what cannot be read.
  static ClientEvent.@Nullable ChatMessage read(String contentType, byte[] body, ImAddress peer) {
    String type = HeaderText.beforeParameters(contentType).toLowerCase(Locale.ROOT);
    if (!type.equals(CpimMessage.CONTENT_TYPE)) {
      String text = new String(body, StandardCharsets.UTF_8);
      return new ClientEvent.ChatMessage(NameAddress.of(peer), null, type, text, null, null);
    }
    try {
      CpimMessage message = CpimMessage.read(body);
      return new ClientEvent.ChatMessage(
          message.headers().from(),
          message.headers().to().getFirst().address(),
          message.mediaType(),
          message.contentText(),
          message.headers().dateTime(),
          message.headers().extension(IMDN, MESSAGE_ID).orElse(null));
    } catch (MalformedBodyException e) {
      return null;
    }
  }
}
