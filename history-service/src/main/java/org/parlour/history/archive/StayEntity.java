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

/// The row of a participant's stay, for reading.
@Entity
@Immutable
@IdClass(StayEntity.Key.class)
@Table(schema = "history", name = "stay")
class StayEntity {
  record Key(UUID conversation, String address, Instant joinedAt) implements Serializable {}

  @Id
  @Column(name = "conversation_id")
  UUID conversation;

  @Id String address;

  @Id
  @Column(name = "joined_at")
  Instant joinedAt;

  @Column(name = "left_at")
  @Nullable Instant leftAt;

  @Column(name = "display_name")
  @Nullable String displayName;

  @SuppressWarnings("NullAway.Init")
  protected StayEntity() {}

  UUID conversation() {
    return conversation;
  }

  Stay toRecord() {
    return new Stay(address, displayName, joinedAt, leftAt);
  }
}
