package org.parlour.history.archive;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The reading side over JPA. Every method runs within the caller's transaction.
final class ArchiveQueries {
  private static final String STAYS =
      """
      select s from StayEntity s where s.conversation in :ids order by s.joinedAt, s.address""";

  private static final String MESSAGES =
      """
      select m from MessageEntity m
      where m.conversation = :conversation
      order by m.sequence, m.id""";

  private static final String MESSAGES_AFTER =
      """
      select m from MessageEntity m
      where m.conversation = :conversation
        and m.sequence >= :sequence and (m.sequence > :sequence or m.id > :id)
      order by m.sequence, m.id""";

  private final EntityManager entities;

  ArchiveQueries(EntityManager entities) {
    this.entities = entities;
  }

  /// @return at most `limit`, newest first
  List<ConversationEntity> conversations(
      ConversationFilter filter, @Nullable ConversationPosition after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Map<String, Object> values = new LinkedHashMap<>();
    if (filter.participant() != null) {
      conditions.add(
          "c.id in (select s.conversation from StayEntity s where s.address = :address)");
      values.put("address", filter.participant().canonical().toString());
    }
    if (filter.from() != null) {
      conditions.add("c.startedAt >= :from");
      values.put("from", filter.from());
    }
    if (filter.to() != null) {
      conditions.add("c.startedAt < :to");
      values.put("to", filter.to());
    }
    if (filter.session() != null) {
      conditions.add("c.session = :session");
      values.put("session", filter.session().toString());
    }
    if (filter.group() != null) {
      conditions.add("c.group = :group");
      values.put("group", filter.group().canonical().toString());
    }
    if (after != null) {
      conditions.add("c.startedAt <= :at and (c.startedAt < :at or c.id < :id)");
      values.put("at", after.startedAt());
      values.put("id", after.id());
    }
    TypedQuery<ConversationEntity> query =
        entities.createQuery(
            "select c from ConversationEntity c where "
                + String.join(" and ", conditions)
                + " order by c.startedAt desc, c.id desc",
            ConversationEntity.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  Optional<ConversationEntity> conversation(UUID id) {
    return Optional.ofNullable(entities.find(ConversationEntity.class, id));
  }

  Map<UUID, List<Stay>> stays(Collection<UUID> conversations) {
    return entities
        .createQuery(STAYS, StayEntity.class)
        .setParameter("ids", conversations)
        .getResultList()
        .stream()
        .collect(groupingBy(StayEntity::conversation, mapping(StayEntity::toRecord, toList())));
  }

  /// @return at most `limit`, in the order in which they were said
  List<MessageEntity> messages(UUID conversation, @Nullable MessagePosition after, int limit) {
    TypedQuery<MessageEntity> query =
        entities.createQuery(after == null ? MESSAGES : MESSAGES_AFTER, MessageEntity.class);
    query.setParameter("conversation", conversation);
    if (after != null) {
      query.setParameter("sequence", after.sequence()).setParameter("id", after.message());
    }
    return query.setMaxResults(limit).getResultList();
  }

  boolean hasMessage(UUID conversation, String message) {
    return entities.find(MessageEntity.class, new MessageEntity.Key(conversation, message)) != null;
  }
}
