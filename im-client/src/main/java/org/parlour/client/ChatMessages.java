package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderText;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimMessage;

/// Reads what arrives over MSRP.
final class ChatMessages {
  private ChatMessages() {}

  /// A CPIM message, or plain text as if the peer had sent it; null for what cannot be read.
  static ClientEvent.@Nullable ChatMessage read(String contentType, byte[] body, ImAddress peer) {
    String type = HeaderText.beforeParameters(contentType).toLowerCase(Locale.ROOT);
    if (!type.equals(CpimMessage.CONTENT_TYPE)) {
      String text = new String(body, StandardCharsets.UTF_8);
      return new ClientEvent.ChatMessage(NameAddress.of(peer), null, type, text, null);
    }
    try {
      CpimMessage message = CpimMessage.read(body);
      return new ClientEvent.ChatMessage(
          message.headers().from(),
          message.headers().to().getFirst().address(),
          message.mediaType(),
          message.contentText(),
          message.headers().dateTime());
    } catch (MalformedBodyException e) {
      return null;
    }
  }
}
