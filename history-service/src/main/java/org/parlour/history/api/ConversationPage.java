package org.parlour.history.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.history.archive.Conversation;
import org.parlour.history.archive.Page;
import org.parlour.history.archive.Stay;

/// @param next to be handed back as `after`; null on the last page
record ConversationPage(List<View> conversations, @Nullable String next) {
  static ConversationPage of(Page<Conversation> page) {
    return new ConversationPage(
        page.items().stream().map(View::of).toList(),
        page.more() ? PageTokens.of(page.items().getLast().position()) : null);
  }

  record View(
      UUID id,
      @Nullable String session,
      @Nullable String group,
      @Nullable String subject,
      @Nullable String initiator,
      Instant startedAt,
      @Nullable Instant endedAt,
      int messageCount,
      List<Participant> participants) {
    static View of(Conversation conversation) {
      return new View(
          conversation.id(),
          conversation.session(),
          conversation.group(),
          conversation.subject(),
          conversation.initiator(),
          conversation.startedAt(),
          conversation.endedAt(),
          conversation.messageCount(),
          conversation.participants().stream().map(Participant::of).toList());
    }
  }

  record Participant(
      String address, @Nullable String displayName, Instant joinedAt, @Nullable Instant leftAt) {
    static Participant of(Stay stay) {
      return new Participant(stay.address(), stay.displayName(), stay.joinedAt(), stay.leftAt());
    }
  }
}
