package org.parlour.history.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.history.archive.Samples.ALICE;
import static org.parlour.history.archive.Samples.BOB;
import static org.parlour.history.archive.Samples.LOBBY;
import static org.parlour.history.archive.Samples.at;
import static org.parlour.history.archive.Samples.chunk;
import static org.parlour.history.archive.Samples.cpim;
import static org.parlour.history.archive.Samples.ended;
import static org.parlour.history.archive.Samples.joined;
import static org.parlour.history.archive.Samples.left;
import static org.parlour.history.archive.Samples.pieces;
import static org.parlour.history.archive.Samples.said;
import static org.parlour.history.archive.Samples.session;
import static org.parlour.history.archive.Samples.started;
import static org.parlour.history.archive.Samples.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.HistoryCommand.ConversationStarted;
import org.parlour.contracts.history.HistoryCommand.ParticipantJoined;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Aborted;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.contracts.history.MessageRecord.TakenOver;
import org.parlour.protocol.address.ImAddress;

/// What every archive does. Messages of more than [#INLINE_LIMIT] octets are large.
abstract class ConversationArchiveContract {
  static final int INLINE_LIMIT = 1024;

  /// An empty one for each test.
  abstract ConversationArchive archive();

  @Test
  void tellsWhoWasInAConversationAndWhen() {
    ConversationArchive archive = archive();
    archive.apply(
        List.of(
            started("r", 0),
            joined("r", 1, ALICE),
            joined("r", 2, BOB),
            left("r", 5, BOB),
            ended("r", 9)));
    assertThat(archive.conversation(RecordingIds.of("r")))
        .contains(
            new Conversation(
                RecordingIds.of("r"),
                session("r").toString(),
                LOBBY.toString(),
                "lunch",
                ALICE.toString(),
                at(0),
                at(9),
                0,
                List.of(
                    new Stay(ALICE.toString(), "alice", at(1), at(9)),
                    new Stay(BOB.toString(), "bob", at(2), at(5)))));
  }

  @Test
  void changesNothingWhenCommandsComeAgain() {
    ConversationArchive archive = archive();
    List<HistoryCommand> commands =
        List.of(
            started("r", 0),
            joined("r", 1, BOB),
            left("r", 2, BOB),
            joined("r", 3, BOB),
            left("r", 4, BOB),
            joined("r", 5, BOB));
    archive.apply(commands);
    Conversation once = archive.conversation(RecordingIds.of("r")).orElseThrow();
    archive.apply(commands);
    commands.forEach(command -> archive.apply(List.of(command)));
    assertThat(archive.conversation(RecordingIds.of("r"))).contains(once);
    assertThat(once.participants()).extracting(Stay::leftAt).containsExactly(at(2), at(4), null);
  }

  @Test
  void whatEndsAgainHasEndedThen() {
    ConversationArchive archive = archive();
    archive.apply(List.of(started("r", 0), ended("r", 3)));
    archive.apply(List.of(ended("r", 7)));
    archive.apply(List.of(ended("r", 5)));

    assertThat(archive.conversation(RecordingIds.of("r")).orElseThrow().endedAt()).isEqualTo(at(7));
  }

  @Test
  void takesMessagesBeforeTheStartOfTheirConversation() {
    ConversationArchive archive = archive();
    archive.store(List.of(said("r", 7, "early")));
    Conversation early = archive.conversation(RecordingIds.of("r")).orElseThrow();
    assertThat(early.session()).isNull();
    assertThat(early.startedAt()).isEqualTo(at(7));

    archive.apply(List.of(joined("r", 6, ALICE), started("r", 5)));
    Conversation known = archive.conversation(RecordingIds.of("r")).orElseThrow();
    assertThat(known.session()).isEqualTo(session("r").toString());
    assertThat(known.startedAt()).isEqualTo(at(5));
    assertThat(known.messageCount()).isEqualTo(1);
    assertThat(known.participants()).hasSize(1);
  }

  @Test
  void tellsWhoSaidWhatInTheOrderOfTheSession() {
    ConversationArchive archive = archive();
    archive.store(List.of(said("r", 2, "second"), said("other", 1, "elsewhere")));
    archive.store(List.of(said("r", 3, "third"), said("r", 1, "first")));
    assertThat(messages(archive, "r"))
        .extracting(ArchivedMessage::content)
        .containsExactly(textContent("first"), textContent("second"), textContent("third"));
    ArchivedMessage first = messages(archive, "r").getFirst();
    assertThat(first.sender()).isEqualTo(ALICE.toString());
    assertThat(first.senderName()).isEqualTo("Alice");
    assertThat(first.privateTo()).isNull();
    assertThat(first.receivedAt()).isEqualTo(at(1));
    assertThat(first.complete()).isTrue();
  }

  @Test
  void storesAMessageOnceHoweverOftenItComes() {
    ConversationArchive archive = archive();
    assertThat(archive.store(List.of(said("r", 1, "a"), said("r", 1, "a"))))
        .isEqualTo(new Stored(1, 1, 0, 0, 0));
    assertThat(archive.store(List.of(said("r", 1, "a"), said("r", 2, "b"))))
        .isEqualTo(new Stored(1, 1, 0, 0, 0));
    assertThat(messages(archive, "r")).hasSize(2);
    assertThat(archive.conversation(RecordingIds.of("r")).orElseThrow().messageCount())
        .isEqualTo(2);
  }

  @Test
  void keepsTheSameMessageIdOfTwoRecordingsApart() {
    ConversationArchive archive = archive();
    archive.store(List.of(said("one", 1, "a"), said("two", 1, "b")));
    assertThat(messages(archive, "one")).hasSize(1);
    assertThat(messages(archive, "two")).hasSize(1);
  }

  @Test
  void tellsThatAMessageWasPrivate() {
    ConversationArchive archive = archive();
    archive.store(List.of(chunk("r", "m", 1, BOB, "message/cpim", text("psst"), 0, true)));
    assertThat(messages(archive, "r").getFirst().privateTo()).isEqualTo(BOB.toString());
  }

  @Test
  void showsBinaryContentAsOctets() {
    ConversationArchive archive = archive();
    byte[] image = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2};
    archive.store(List.of(chunk("r", "m", 1, cpim("image/png", image), 0, true)));
    assertThat(messages(archive, "r").getFirst().content())
        .usingRecursiveComparison()
        .isEqualTo(new Content.Binary("image/png", image));
  }

  @Test
  void keepsABodyThatIsNoEnvelopeAsItIs() throws IOException {
    ConversationArchive archive = archive();
    byte[] plain = "hello".getBytes(UTF_8);
    byte[] broken = "no envelope".getBytes(UTF_8);
    archive.store(
        List.of(
            chunk("r", "plain", 1, null, "text/plain", plain, 0, true),
            chunk("r", "broken", 2, null, "message/cpim", broken, 0, true)));
    assertThat(messages(archive, "r").getFirst().content())
        .isEqualTo(new Content.Text("text/plain", "hello"));
    assertThat(messages(archive, "r").getLast().content().contentType()).isEqualTo("message/cpim");
    assertThat(body(archive, "r", "broken")).isEqualTo(broken);
  }

  @Test
  void keepsWhatNoDatabaseTextCanHold() {
    ConversationArchive archive = archive();
    archive.apply(
        List.of(
            new ConversationStarted("r", at(0), session("r"), null, "a\0b", ALICE),
            new ParticipantJoined("r", at(1), ALICE, "\0")));
    archive.store(List.of(chunk("r", "m", 1, text("nul \0 inside"), 0, true)));
    assertThat(messages(archive, "r").getFirst().content())
        .usingRecursiveComparison()
        .isEqualTo(new Content.Binary("text/plain;charset=UTF-8", "nul \0 inside".getBytes(UTF_8)));
  }

  @Test
  void hasAMessageOnlyWhenItsLastPieceCame() throws IOException {
    ConversationArchive archive = archive();
    byte[] body = text("a message in pieces");
    List<Chunk> pieces = pieces("r", "m", 1, body, 20);
    archive.store(List.copyOf(pieces.subList(0, 2)));
    assertThat(messages(archive, "r")).isEmpty();
    assertThat(body(archive, "r", "m")).isNull();

    archive.store(List.copyOf(pieces.subList(2, pieces.size())));
    assertThat(messages(archive, "r"))
        .extracting(ArchivedMessage::content)
        .containsExactly(textContent("a message in pieces"));
    assertThat(body(archive, "r", "m")).isEqualTo(body);

    assertThat(archive.store(List.copyOf(pieces))).isEqualTo(new Stored(0, 1, 0, 0, 0));
    assertThat(body(archive, "r", "m")).isEqualTo(body);
  }

  @Test
  void showsALargeMessageOnlyAlone() throws IOException {
    ConversationArchive archive = archive();
    byte[] body = cpim("video/mp4", new byte[5 * INLINE_LIMIT]);
    archive.store(List.copyOf(pieces("r", "m", 1, body, INLINE_LIMIT)));
    ArchivedMessage message = messages(archive, "r").getFirst();
    assertThat(message.content()).isEqualTo(new Content.Elsewhere("video/mp4"));
    assertThat(message.size()).isEqualTo(body.length);
    assertThat(body(archive, "r", "m")).isEqualTo(body);
  }

  @Test
  void dropsWhatCameOfAnAbortedMessage() throws IOException {
    ConversationArchive archive = archive();
    List<Chunk> pieces = pieces("r", "m", 1, text("given up"), 20);
    List<MessageRecord> records = new ArrayList<>(pieces.subList(0, 2));
    records.add(new Aborted("r", "m"));
    assertThat(archive.store(records)).isEqualTo(new Stored(0, 0, 0, 1, 0));
    archive.store(records);
    assertThat(messages(archive, "r")).isEmpty();
    assertThat(body(archive, "r", "m")).isNull();
  }

  @Test
  void keepsACompleteMessageWhenAnAbortComesAfterIt() throws IOException {
    ConversationArchive archive = archive();
    archive.store(List.copyOf(pieces("r", "m", 1, text("complete"), 20)));
    archive.store(List.of(new Aborted("r", "m"), new Aborted("unknown", "m")));
    assertThat(body(archive, "r", "m")).isEqualTo(text("complete"));
  }

  @Test
  void keepsOfAnEarlierSwitchOnlyWhatCameBeforeTheTakeOver() {
    ConversationArchive archive = archive();
    List<Chunk> pieces = pieces("r", "m", 3, text("begun in time"), 20);
    List<MessageRecord> records = new ArrayList<>(List.of(said("r", 1, "in time")));
    records.addAll(pieces.subList(0, 2));
    records.add(new TakenOver("r", 10, at(5), false));
    records.addAll(pieces.subList(2, pieces.size()));
    records.add(said("r", 2, "late"));
    records.add(said("r", 10, "said again"));
    records.add(said("elsewhere", 2, "elsewhere"));

    assertThat(archive.store(records)).isEqualTo(new Stored(3, 0, 0, 0, 2));
    assertThat(archive.store(List.of(said("r", 4, "later"), new TakenOver("r", 6, at(7), false))))
        .isEqualTo(new Stored(0, 0, 0, 0, 1));
    assertThat(archive.store(List.of(said("r", 7, "latest"), said("r", 11, "new"))))
        .isEqualTo(new Stored(1, 0, 0, 0, 1));

    assertThat(messages(archive, "r"))
        .extracting(ArchivedMessage::content)
        .containsExactly(textContent("in time"), textContent("said again"), textContent("new"));
    assertThat(messages(archive, "elsewhere")).hasSize(1);
  }

  @Test
  void changesNothingWhenATakeOverAndWhatCameBeforeItComeAgain() {
    ConversationArchive archive = archive();
    List<MessageRecord> records =
        List.of(said("r", 1, "in time"), new TakenOver("r", 10, at(5), false));
    archive.store(records);
    archive.store(records);

    assertThat(messages(archive, "r")).hasSize(1);
  }

  @Test
  void takesPiecesWithoutOctets() throws IOException {
    ConversationArchive archive = archive();
    byte[] body = text("between nothing and nothing");
    byte[] nothing = {};
    archive.store(
        List.of(
            chunk("r", "m", 1, nothing, 0, false),
            chunk("r", "m", 1, body, 0, false),
            chunk("r", "m", 1, nothing, body.length, true),
            chunk("r", "empty", 2, nothing, 0, true)));
    assertThat(messages(archive, "r")).hasSize(2).allMatch(ArchivedMessage::complete);
    assertThat(body(archive, "r", "m")).isEqualTo(body);
    assertThat(body(archive, "r", "empty")).isEmpty();
  }

  @Test
  void saysThatAMessageLacksAPiece() {
    ConversationArchive archive = archive();
    List<Chunk> pieces = pieces("r", "m", 1, text("a message in pieces"), 20);
    assertThat(archive.store(List.of(pieces.getFirst(), pieces.getLast())))
        .isEqualTo(new Stored(1, 0, 1, 0, 0));
    ArchivedMessage message = messages(archive, "r").getFirst();
    assertThat(message.complete()).isFalse();
    assertThat(message.content()).isInstanceOf(Content.Elsewhere.class);
  }

  @Test
  void findsConversationsByWhatIsAsked() {
    ConversationArchive archive = archive();
    archive.apply(
        List.of(
            started("one", 10),
            joined("one", 10, ALICE),
            joined("one", 11, BOB),
            started("two", 20),
            joined("two", 20, ImAddress.parse("sip:alice@EXAMPLE.org;transport=tcp")),
            new ConversationStarted("three", at(30), session("three"), null, null, BOB)));
    assertThat(found(archive, ConversationFilter.ALL)).containsExactly("three", "two", "one");
    assertThat(found(archive, new ConversationFilter(ALICE, null, null, null, null)))
        .containsExactly("two", "one");
    assertThat(found(archive, new ConversationFilter(BOB, null, null, null, null)))
        .containsExactly("one");
    assertThat(found(archive, new ConversationFilter(null, at(20), null, null, null)))
        .containsExactly("three", "two");
    assertThat(found(archive, new ConversationFilter(null, at(10), at(20), null, null)))
        .containsExactly("one");
    assertThat(found(archive, new ConversationFilter(null, null, null, session("two"), null)))
        .containsExactly("two");
    assertThat(found(archive, new ConversationFilter(null, null, null, null, LOBBY)))
        .containsExactly("two", "one");
    assertThat(found(archive, new ConversationFilter(ALICE, at(15), at(25), null, LOBBY)))
        .containsExactly("two");
  }

  @Test
  void goesThroughConversationsPageByPage() {
    ConversationArchive archive = archive();
    List<HistoryCommand> starts = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      // five at each instant: the position must tell them apart
      starts.add(started("r" + i, i / 5));
    }
    archive.apply(starts);
    List<UUID> seen = new ArrayList<>();
    Page<Conversation> page = archive.conversations(ConversationFilter.ALL, null, 4);
    while (page.more()) {
      assertThat(page.items()).hasSize(4);
      page.items().forEach(c -> seen.add(c.id()));
      page = archive.conversations(ConversationFilter.ALL, page.items().getLast().position(), 4);
    }
    page.items().forEach(c -> seen.add(c.id()));
    List<UUID> whole =
        archive.conversations(ConversationFilter.ALL, null, 100).items().stream()
            .map(Conversation::id)
            .toList();
    assertThat(seen).hasSize(25).isEqualTo(whole);
  }

  @Test
  void keepsItsPlaceWhileNewConversationsCome() {
    ConversationArchive archive = archive();
    archive.apply(List.of(started("a", 1), started("b", 2), started("c", 3)));
    Page<Conversation> first = archive.conversations(ConversationFilter.ALL, null, 2);
    archive.apply(List.of(started("d", 4)));
    Page<Conversation> second =
        archive.conversations(ConversationFilter.ALL, first.items().getLast().position(), 2);
    assertThat(second.items()).extracting(Conversation::id).containsExactly(RecordingIds.of("a"));
    assertThat(second.more()).isFalse();
  }

  @Test
  void goesThroughMessagesPageByPage() {
    ConversationArchive archive = archive();
    List<MessageRecord> records = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      // two of each sequence: after a switch was replaced a number may come twice
      records.add(chunk("r", "m" + i, i / 2, text("t" + i), 0, true));
    }
    archive.store(records);
    List<String> seen = new ArrayList<>();
    Page<ArchivedMessage> page = archive.messages(RecordingIds.of("r"), null, 3);
    while (page.more()) {
      page.items().forEach(m -> seen.add(m.id()));
      page = archive.messages(RecordingIds.of("r"), page.items().getLast().position(), 3);
    }
    page.items().forEach(m -> seen.add(m.id()));
    assertThat(seen)
        .isEqualTo(messages(archive, "r").stream().map(ArchivedMessage::id).toList())
        .hasSize(11);
  }

  @Test
  void knowsNothingOfAnUnknownConversation() throws IOException {
    ConversationArchive archive = archive();
    assertThat(archive.conversation(RecordingIds.of("r"))).isEmpty();
    assertThat(messages(archive, "r")).isEmpty();
    assertThat(body(archive, "r", "m")).isNull();
  }

  private static Content textContent(String text) {
    return new Content.Text("text/plain;charset=UTF-8", text);
  }

  private static List<ArchivedMessage> messages(ConversationArchive archive, String recording) {
    return archive.messages(RecordingIds.of(recording), null, 100).items();
  }

  static byte @Nullable [] body(ConversationArchive archive, String recording, String message)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean known = archive.writeBody(RecordingIds.of(recording), message, out);
    return known ? out.toByteArray() : null;
  }

  private static List<String> found(ConversationArchive archive, ConversationFilter filter) {
    return archive.conversations(filter, null, 100).items().stream()
        .map(c -> ImAddress.parse(String.valueOf(c.session())).parameter("session").orElse(""))
        .toList();
  }
}
