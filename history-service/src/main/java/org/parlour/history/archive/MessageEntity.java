package org.parlour.history.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// The row of a message without its body, for reading.
@Entity
@Immutable
@IdClass(MessageEntity.Key.class)
@Table(schema = "history", name = "message")
class MessageEntity {
  record Key(UUID conversation, String id) implements Serializable {}

  @Id
  @Column(name = "conversation_id")
  UUID conversation;

  @Id
  @Column(name = "message_id")
  String id;

  long sequence;

  @Column(name = "received_at")
  Instant receivedAt;

  String sender;

  @Column(name = "sender_name")
  @Nullable String senderName;

  @Column(name = "private_to")
  @Nullable String privateTo;

  @Column(name = "envelope_type")
  String envelopeType;

  @Column(name = "content_type")
  String contentType;

  @Nullable String text;

  long size;

  boolean complete;

  @SuppressWarnings("NullAway.Init")
  protected MessageEntity() {}

  ArchivedMessage toRecord(Content content) {
    return new ArchivedMessage(
        id, sequence, receivedAt, sender, senderName, privateTo, size, complete, content);
  }
}
