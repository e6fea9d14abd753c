package org.parlour.history.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// The row of a conversation, for reading: rows are written by [CommandWriter] and [MessageWriter].
@Entity
@Immutable
@Table(schema = "history", name = "conversation")
class ConversationEntity {
  @Id UUID id;

  @Nullable String session;

  @Column(name = "group_uri")
  @Nullable String group;

  @Nullable String subject;

  @Nullable String initiator;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Column(name = "message_count")
  int messageCount;

  @SuppressWarnings("NullAway.Init")
  protected ConversationEntity() {}

  Conversation toRecord(List<Stay> participants) {
    return new Conversation(
        id, session, group, subject, initiator, startedAt, endedAt, messageCount, participants);
  }
}
