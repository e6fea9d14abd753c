package org.parlour.history.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.MaskedSession;
import org.parlour.contracts.routing.PublicId;
import org.parlour.history.archive.Conversation;
import org.parlour.history.archive.Page;
import org.parlour.history.archive.Stay;
import org.parlour.protocol.address.ImAddress;

/// @param next to be handed back as `after`; null on the last page
record ConversationPage(List<View> conversations, @Nullable String next) {
  static ConversationPage of(Page<Conversation> page) {
    return new ConversationPage(
        page.items().stream().map(View::of).toList(),
        page.more() ? PageTokens.of(page.items().getLast().position()) : null);
  }

  /// A conversation, and how to speak of its session without being able to join it.
  ///
  /// @param session S, shortened, or the group that pager messages were sent to; null as long as
  ///     only later parts of the conversation have come
  /// @param sessionId the id of the session, as `/api/v1/sessions` has it while it runs
  record View(
      UUID id,
      @Nullable String session,
      @Nullable UUID sessionId,
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
          shown(conversation),
          conversation.session() == null ? null : PublicId.of(conversation.session()),
          conversation.group(),
          conversation.subject(),
          conversation.initiator(),
          conversation.startedAt(),
          conversation.endedAt(),
          conversation.messageCount(),
          conversation.participants().stream().map(Participant::of).toList());
    }

    private static @Nullable String shown(Conversation conversation) {
      String session = conversation.session();
      return session == null || session.equals(conversation.group())
          ? session
          : MaskedSession.of(ImAddress.parse(session));
    }
  }

  record Participant(
      String address, @Nullable String displayName, Instant joinedAt, @Nullable Instant leftAt) {
    static Participant of(Stay stay) {
      return new Participant(stay.address(), stay.displayName(), stay.joinedAt(), stay.leftAt());
    }
  }
}
