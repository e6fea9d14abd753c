package org.parlour.history.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.history.archive.ArchivedMessage;
import org.parlour.history.archive.Content;
import org.parlour.history.archive.Page;

/// @param next to be handed back as `after`; null on the last page
record MessagePage(List<View> messages, @Nullable String next) {
  static MessagePage of(Page<ArchivedMessage> page) {
    return new MessagePage(
        page.items().stream().map(View::of).toList(),
        page.more() ? PageTokens.of(page.items().getLast().position()) : null);
  }

  /// Who said what, when.
  ///
  /// @param contentType of the content, not of its envelope
  /// @param text the content, when it is text and short
  /// @param base64 the content, when it is short and not text; with neither, only the whole message
  ///     can be had: `…/messages/{id}/body`
  /// @param size octets of the whole message with its envelope
  /// @param complete false when a piece of it never came
  record View(
      String id,
      long sequence,
      Instant at,
      String from,
      @Nullable String displayName,
      @Nullable String privateTo,
      String contentType,
      @Nullable String text,
      byte @Nullable [] base64,
      long size,
      boolean complete) {
    static View of(ArchivedMessage message) {
      String text = null;
      byte[] binary = null;
      switch (message.content()) {
        case Content.Text content -> text = content.text();
        case Content.Binary content -> binary = content.octets();
        case Content.Elsewhere _ -> {}
      }
      return new View(
          message.id(),
          message.sequence(),
          message.receivedAt(),
          message.sender(),
          message.senderName(),
          message.privateTo(),
          message.content().contentType(),
          text,
          binary,
          message.size(),
          message.complete());
    }
  }
}
