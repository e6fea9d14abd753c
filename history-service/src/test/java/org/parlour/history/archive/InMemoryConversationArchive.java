package org.parlour.history.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.HistoryCommand.ConversationEnded;
import org.parlour.contracts.history.HistoryCommand.ConversationStarted;
import org.parlour.contracts.history.HistoryCommand.ParticipantJoined;
import org.parlour.contracts.history.HistoryCommand.ParticipantLeft;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Aborted;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.contracts.history.MessageRecord.TakenOver;

/// The archive's double: the same behaviour, proven by the same contract, gone with the process.
public final class InMemoryConversationArchive implements ConversationArchive {
  private static final Comparator<Conversation> NEWEST_FIRST =
      Comparator.comparing(Conversation::startedAt)
          .thenComparing(Conversation::id, PlaceholderWriter.LOCK_ORDER)
          .reversed();

  private final int inlineLimit;
  private final Map<UUID, Recorded> conversations = new HashMap<>();

  public InMemoryConversationArchive(int inlineLimit) {
    this.inlineLimit = inlineLimit;
  }

  private static final class Recorded {
    final UUID id;
    final List<Stay> stays = new ArrayList<>();
    final Map<String, TreeMap<Long, byte[]>> pieces = new HashMap<>();
    final Map<String, Chunk> complete = new HashMap<>();
    long leastSequence;
    Instant startedAt;
    @Nullable Instant endedAt;
    @Nullable ConversationStarted start;

    Recorded(UUID id, Instant firstHeard) {
      this.id = id;
      this.startedAt = firstHeard;
    }

    Conversation toRecord() {
      List<Stay> ordered = new ArrayList<>(stays);
      ordered.sort(Comparator.comparing(Stay::joinedAt).thenComparing(Stay::address));
      return new Conversation(
          id,
          start == null ? null : start.session().toString(),
          start == null || start.group() == null ? null : start.group().canonical().toString(),
          start == null ? null : start.subject(),
          start == null ? null : start.initiator().canonical().toString(),
          startedAt,
          endedAt,
          complete.size(),
          ordered);
    }
  }

  @Override
  public synchronized void apply(List<HistoryCommand> commands) {
    for (HistoryCommand command : commands) {
      Instant at = RecordingIds.micros(command.at());
      Recorded recorded = recorded(command.recording(), at);
      switch (command) {
        case ConversationStarted started -> {
          if (recorded.start == null) {
            recorded.start = started;
            recorded.startedAt = at;
          }
        }
        case ParticipantJoined joined -> join(recorded, joined, at);
        case ParticipantLeft left -> leave(recorded, left.address().canonical().toString(), at);
        case ConversationEnded _ -> {
          recorded.endedAt =
              recorded.endedAt == null || recorded.endedAt.isBefore(at) ? at : recorded.endedAt;
          recorded.stays.replaceAll(
              stay ->
                  stay.leftAt() == null && !stay.joinedAt().isAfter(at) ? endedAt(stay, at) : stay);
        }
      }
    }
  }

  private static void join(Recorded recorded, ParticipantJoined joined, Instant at) {
    String address = joined.address().canonical().toString();
    boolean known =
        recorded.stays.stream()
            .anyMatch(stay -> stay.address().equals(address) && stay.joinedAt().equals(at));
    if (!known) {
      recorded.stays.add(new Stay(address, Texts.storableOrNull(joined.displayName()), at, null));
    }
  }

  private static void leave(Recorded recorded, String address, Instant at) {
    boolean repeated =
        recorded.stays.stream()
            .anyMatch(stay -> stay.address().equals(address) && at.equals(stay.leftAt()));
    if (!repeated) {
      recorded.stays.stream()
          .filter(stay -> stay.address().equals(address) && stay.leftAt() == null)
          .filter(stay -> !stay.joinedAt().isAfter(at))
          .min(Comparator.comparing(Stay::joinedAt))
          .ifPresent(stay -> recorded.stays.replaceAll(s -> s.equals(stay) ? endedAt(s, at) : s));
    }
  }

  private static Stay endedAt(Stay stay, Instant at) {
    return new Stay(stay.address(), stay.displayName(), stay.joinedAt(), at);
  }

  @Override
  public synchronized Stored store(List<MessageRecord> records) {
    Stored stored = Stored.NOTHING;
    for (MessageRecord record : records) {
      stored =
          stored.plus(
              switch (record) {
                case Chunk chunk -> store(chunk);
                case Aborted aborted -> drop(aborted);
                case TakenOver takenOver -> note(takenOver);
              });
    }
    return stored;
  }

  private Stored note(TakenOver takenOver) {
    Recorded recorded = recorded(takenOver.recording(), RecordingIds.micros(takenOver.at()));
    recorded.leastSequence = Math.max(recorded.leastSequence, takenOver.sequence());
    return Stored.NOTHING;
  }

  private Stored store(Chunk chunk) {
    Recorded recorded = recorded(chunk.recording(), RecordingIds.micros(chunk.receivedAt()));
    if (chunk.sequence() < recorded.leastSequence) {
      return new Stored(0, 0, 0, 0, chunk.last() ? 1 : 0);
    }
    TreeMap<Long, byte[]> pieces =
        recorded.pieces.computeIfAbsent(chunk.message(), _ -> new TreeMap<>());
    if (chunk.data().length > 0) {
      pieces.putIfAbsent(chunk.offset(), chunk.data());
    }
    if (!chunk.last()) {
      return Stored.NOTHING;
    }
    if (recorded.complete.putIfAbsent(chunk.message(), chunk) != null) {
      return new Stored(0, 1, 0, 0, 0);
    }
    return new Stored(1, 0, isGapless(pieces) ? 0 : 1, 0, 0);
  }

  private Stored drop(Aborted aborted) {
    Recorded recorded = conversations.get(RecordingIds.of(aborted.recording()));
    boolean dropped =
        recorded != null
            && !recorded.complete.containsKey(aborted.message())
            && recorded.pieces.remove(aborted.message()) != null;
    return new Stored(0, 0, 0, dropped ? 1 : 0, 0);
  }

  private Recorded recorded(String recording, Instant at) {
    return conversations.computeIfAbsent(RecordingIds.of(recording), id -> new Recorded(id, at));
  }

  private static boolean isGapless(TreeMap<Long, byte[]> pieces) {
    long expected = 0;
    for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
      if (piece.getKey() != expected) {
        return false;
      }
      expected += piece.getValue().length;
    }
    return true;
  }

  private static byte[] join(TreeMap<Long, byte[]> pieces) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    pieces.values().forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  @Override
  public synchronized Page<Conversation> conversations(
      ConversationFilter filter, @Nullable ConversationPosition after, int limit) {
    List<Conversation> found =
        conversations.values().stream()
            .map(Recorded::toRecord)
            .filter(conversation -> matches(filter, conversation))
            .filter(conversation -> after == null || isAfter(conversation, after))
            .sorted(NEWEST_FIRST)
            .toList();
    return Page.of(found, limit, conversation -> conversation);
  }

  private static boolean isAfter(Conversation conversation, ConversationPosition position) {
    int times = conversation.startedAt().compareTo(position.startedAt());
    return times < 0
        || (times == 0
            && PlaceholderWriter.LOCK_ORDER.compare(conversation.id(), position.id()) < 0);
  }

  private static boolean matches(ConversationFilter filter, Conversation conversation) {
    return (filter.participant() == null
            || conversation.participants().stream()
                .anyMatch(
                    stay -> stay.address().equals(filter.participant().canonical().toString())))
        && (filter.from() == null || !conversation.startedAt().isBefore(filter.from()))
        && (filter.to() == null || conversation.startedAt().isBefore(filter.to()))
        && (filter.session() == null || filter.session().toString().equals(conversation.session()))
        && (filter.group() == null
            || filter.group().canonical().toString().equals(conversation.group()));
  }

  @Override
  public synchronized Optional<Conversation> conversation(UUID id) {
    return Optional.ofNullable(conversations.get(id)).map(Recorded::toRecord);
  }

  @Override
  public synchronized Page<ArchivedMessage> messages(
      UUID conversation, @Nullable MessagePosition after, int limit) {
    Recorded recorded = conversations.get(conversation);
    if (recorded == null) {
      return new Page<>(List.of(), false);
    }
    List<ArchivedMessage> found =
        recorded.complete.values().stream()
            .map(chunk -> toRecord(recorded, chunk))
            .sorted(
                Comparator.comparingLong(ArchivedMessage::sequence)
                    .thenComparing(ArchivedMessage::id))
            .filter(
                m ->
                    after == null
                        || m.sequence() > after.sequence()
                        || (m.sequence() == after.sequence()
                            && m.id().compareTo(after.message()) > 0))
            .toList();
    return Page.of(found, limit, message -> message);
  }

  private ArchivedMessage toRecord(Recorded recorded, Chunk chunk) {
    TreeMap<Long, byte[]> pieces = recorded.pieces.getOrDefault(chunk.message(), new TreeMap<>());
    boolean complete = isGapless(pieces);
    byte[] body = join(pieces);
    boolean small = complete && body.length <= inlineLimit;
    OpenedMessage opened =
        OpenedMessage.of(chunk.contentType(), small ? body : pieces.getOrDefault(0L, new byte[0]));
    Content content =
        !small
            ? new Content.Elsewhere(opened.contentType())
            : opened
                .text()
                .<Content>map(text -> new Content.Text(opened.contentType(), text))
                .orElseGet(() -> new Content.Binary(opened.contentType(), opened.octets()));
    return new ArchivedMessage(
        chunk.message(),
        chunk.sequence(),
        RecordingIds.micros(chunk.receivedAt()),
        chunk.sender().canonical().toString(),
        Texts.storableOrNull(chunk.senderName()),
        chunk.privateTo() == null ? null : chunk.privateTo().canonical().toString(),
        body.length,
        complete,
        content);
  }

  @Override
  public synchronized boolean writeBody(UUID conversation, String message, OutputStream out)
      throws IOException {
    Recorded recorded = conversations.get(conversation);
    if (recorded == null || !recorded.complete.containsKey(message)) {
      return false;
    }
    out.write(join(recorded.pieces.getOrDefault(message, new TreeMap<>())));
    return true;
  }

  @Override
  public synchronized int forgetPartialMessages(int olderThanDays) {
    return 0;
  }
}
