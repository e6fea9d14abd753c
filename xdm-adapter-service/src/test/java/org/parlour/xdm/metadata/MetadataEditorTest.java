package org.parlour.xdm.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.parlour.xdm.metadata.Entries.conversation;
import static org.parlour.xdm.metadata.Entries.deferred;
import static org.parlour.xdm.metadata.Entries.parsed;
import static org.parlour.xdm.metadata.Entries.put;
import static org.parlour.xdm.metadata.Entries.reference;
import static org.parlour.xdm.metadata.Entries.remove;
import static org.parlour.xdm.metadata.Entries.subjects;
import static org.parlour.xdm.metadata.Entries.user;
import static org.parlour.xdm.metadata.Entries.valid;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.xdm.HistoryEntry;
import org.parlour.contracts.xdm.HistoryEntry.Conference;
import org.parlour.contracts.xdm.HistoryEntry.Pager;
import org.parlour.contracts.xdm.HistoryEntry.People;
import org.parlour.contracts.xdm.HistoryEntry.Person;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataCommand.PutEntry;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

class MetadataEditorTest {
  private static final MetadataEditor EDITOR = new MetadataEditor(1000, 1 << 20);

  /// As somebody else might have written it.
  private static final String WRITTEN =
      """
      <?xml version='1.0'?>
      <h:history-list xmlns:h="urn:oma:xml:im:history-list" >
        <!-- mine -->
        <h:history history-reference='sip:h-old@im.example.org'><h:subject>old</h:subject>
          <h:pager><h:time-stamp>2026-01-01T00:00:00Z</h:time-stamp><h:from>sip:a@b</h:from><h:to>sip:c@d</h:to></h:pager>
        </h:history >
        <h:history history-reference="sip:h-two@im.example.org"><h:subject>two</h:subject>
          <h:pager><h:time-stamp>2026-01-01T00:00:00Z</h:time-stamp><h:from>sip:a@b</h:from><h:to>sip:c@d</h:to></h:pager></h:history>
      </h:history-list>
      """;

  private static XmlDocument edited(@Nullable XmlDocument document, MetadataCommand... commands) {
    return valid(EDITOR.edited(document, List.of(commands)).document());
  }

  /// The document of reference §13.13, octet by octet.
  @Test
  void writesAListAsTheReferenceHasIt() {
    Instant start = Instant.parse("2026-11-22T08:15:29Z");
    Instant sent = Instant.parse("2026-11-22T09:00:00Z");
    ImAddress alice = user("alice");
    HistoryEntry lunch =
        new HistoryEntry(
            ImAddress.parse("sip:h-8c1f2d77@im.example.org"),
            48211L,
            Instant.parse("2027-11-22T00:00:00Z"),
            "lunch",
            start,
            new Conference(
                start,
                Instant.parse("2026-11-22T08:41:02Z"),
                "lunch (Alice, Bob, Carol)",
                People.of(
                    List.of(
                        new Person(alice, "Alice"),
                        new Person(user("bob"), "Bob"),
                        new Person(
                            ImAddress.parse("sip:anonymous-1@anonymous.invalid"),
                            "Anonymous 1")))));
    HistoryEntry message =
        new HistoryEntry(
            ImAddress.parse("sip:h-8c1f2d78@im.example.org"),
            22L,
            null,
            null,
            sent,
            new Pager(
                sent,
                alice,
                People.of(List.of(new Person(user("bob"), null), new Person(user("carol"), null))),
                alice));
    XmlDocument list =
        edited(
            null,
            new PutEntry(MetadataList.CONVERSATIONS, alice, 2, lunch),
            new PutEntry(MetadataList.CONVERSATIONS, alice, 1, message));
    assertThat(list.text())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <history-list xmlns="urn:oma:xml:im:history-list">
              <history history-reference="sip:h-8c1f2d77@im.example.org">
                <size>48211</size>
                <expiry>2027-11-22T00:00:00Z</expiry>
                <subject>lunch</subject>
                <date>2026-11-22T08:15:29Z</date>
                <conference>
                  <time-start>2026-11-22T08:15:29Z</time-start>
                  <time-end>2026-11-22T08:41:02Z</time-end>
                  <recording-name>lunch (Alice, Bob, Carol)</recording-name>
                  <conf-list>
                    <entry uri="sip:alice@example.org"><display-name>Alice</display-name></entry>
                    <entry uri="sip:bob@example.org"><display-name>Bob</display-name></entry>
                    <entry uri="sip:anonymous-1@anonymous.invalid"><display-name>Anonymous 1</display-name></entry>
                  </conf-list>
                </conference>
              </history>
              <history history-reference="sip:h-8c1f2d78@im.example.org">
                <size>22</size>
                <date>2026-11-22T09:00:00Z</date>
                <pager>
                  <time-stamp>2026-11-22T09:00:00Z</time-stamp>
                  <from>sip:alice@example.org</from>
                  <recipient-list>
                    <entry uri="sip:bob@example.org"/>
                    <entry uri="sip:carol@example.org"/>
                  </recipient-list>
                  <auth-id>sip:alice@example.org</auth-id>
                </pager>
              </history>
            </history-list>
            """);
  }

  @Test
  void writesTheGroupBehindItsPeople() {
    People people =
        new People(List.of(), ImAddress.parse("sip:team@im.example.org;x=1"), "Team & \"Co\"");
    HistoryEntry entry =
        new HistoryEntry(
            reference("a"),
            null,
            null,
            null,
            null,
            new Conference(Instant.EPOCH, null, null, people));
    XmlDocument list = edited(null, new PutEntry(MetadataList.CONVERSATIONS, user("a"), 1, entry));
    assertThat(list.text())
        .contains(
            """
                  <conf-list>
                    <group-uri>sip:team@im.example.org;x=1</group-uri>
                    <group-display-name>Team &amp; &quot;Co&quot;</group-display-name>
                  </conf-list>
            """)
        .doesNotContain("time-end", "size");
  }

  @Test
  void namesTheOnlyRecipientOfAMessageWithoutAList() {
    assertThat(edited(null, deferred("alice", "d", 1)).text())
        .contains("<to>sip:alice@example.org</to>")
        .doesNotContain("recipient-list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</subject><evil/>",
        "]]> <![CDATA[ <!-- &amp; &#0; %",
        "\"quotes\" and 'apostrophes'",
        "two\r\nlines\tand a tab",
        "𝔘nicode é \u2028",
        ""
      })
  void keepsWhateverATextHolds(String text) {
    HistoryEntry entry = conversation(reference("a'&b"), text, new Person(user("o'b&c"), text));
    XmlDocument list =
        edited(null, new PutEntry(MetadataList.CONVERSATIONS, user("alice"), 1, entry));
    assertThat(subjects(list)).containsExactly(text);
    XmlElement history = Entries.entry(list, reference("a'&b")).orElseThrow();
    assertThat(history.children()).hasSize(4);
    assertThat(history.source()).contains("uri=\"sip:o'b&amp;c@example.org\"");
  }

  @Test
  void replacesCharactersThatXmlCannotHold() {
    XmlDocument list = edited(null, put("alice", "a", 1, "nul \0 bell \u0007 half \ud800 \uffff"));
    assertThat(subjects(list)).containsExactly("nul \ufffd bell \ufffd half \ufffd \ufffd");
  }

  @Test
  void leavesAllOtherOctetsAlone() {
    XmlDocument before = parsed(WRITTEN);
    XmlDocument list = edited(before, put("alice", "two", 2, "new"), put("alice", "c", 1, "third"));
    assertThat(subjects(list)).containsExactly("old", "new", "third");
    int two = before.text().indexOf("<h:history history-reference=\"sip:h-two");
    assertThat(list.text()).startsWith(before.text().substring(0, two));
    assertThat(list.text()).endsWith("</history>\n</h:history-list>\n");
    XmlDocument without = edited(list, remove("alice", "c", 2), remove("alice", "two", 3));
    assertThat(without.text())
        .isEqualTo(before.text().substring(0, two).stripTrailing() + "\n</h:history-list>\n");
  }

  @Test
  void writesIntoAListWithoutEndTag() {
    XmlDocument empty = parsed("<history-list xmlns=\"urn:oma:xml:im:history-list\"/>");
    assertThat(subjects(edited(empty, put("alice", "a", 1, "first")))).containsExactly("first");
    assertThat(edited(empty, remove("alice", "a", 1))).isSameAs(empty);
  }

  @Test
  void changesNothingWhereNothingIsToBeSaid() {
    XmlDocument list = edited(null, put("alice", "a", 1, "same"));
    assertThat(edited(list, put("alice", "a", 2, "same"))).isSameAs(list);
    assertThat(edited(list, remove("alice", "b", 1))).isSameAs(list);
    assertThat(EDITOR.edited(null, List.of(remove("alice", "b", 1))).document()).isNull();
  }

  @Test
  void leavesAnEmptyListWhenTheLastEntryGoes() {
    XmlDocument list = edited(null, put("alice", "a", 1, "only"));
    assertThat(edited(list, remove("alice", "a", 2)).text())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <history-list xmlns="urn:oma:xml:im:history-list">
            </history-list>
            """);
  }

  @Test
  void letsTheOldestGoWhenThereAreTooMany() {
    MetadataEditor three = new MetadataEditor(3, 1 << 20);
    XmlDocument list = null;
    for (int i = 1; i <= 4; i++) {
      MetadataEditor.Edited edited =
          three.edited(list, List.of(put("alice", "r" + i, 1, "subject " + i)));
      assertThat(edited.dropped()).isEqualTo(i == 4 ? 1 : 0);
      list = edited.document();
    }
    assertThat(subjects(valid(list))).containsExactly("subject 2", "subject 3", "subject 4");
    MetadataEditor.Edited two =
        three.edited(
            list, List.of(put("alice", "r5", 1, "subject 5"), put("alice", "r6", 1, "subject 6")));
    assertThat(two.dropped()).isEqualTo(2);
    assertThat(subjects(valid(two.document())))
        .containsExactly("subject 4", "subject 5", "subject 6");
  }

  @Test
  void letsTheOldestGoWhenTheListGetsTooLong() {
    MetadataEditor small = new MetadataEditor(1000, 4096);
    XmlDocument list = null;
    int dropped = 0;
    for (int i = 1; i <= 20; i++) {
      MetadataEditor.Edited edited =
          small.edited(list, List.of(put("alice", "r" + i, 1, "é".repeat(200) + i)));
      list = edited.document();
      dropped += edited.dropped();
      assertThat(valid(list).text().getBytes(UTF_8).length).isLessThanOrEqualTo(4096);
    }
    int kept = subjects(requireNonNull(list)).size();
    assertThat(kept).isGreaterThan(3);
    assertThat(kept + dropped).isEqualTo(20);
    assertThat(subjects(list).getLast()).endsWith("é20");
  }

  @Test
  void refusesAnEntryThatIsTooLongForAnyList() {
    MetadataEditor small = new MetadataEditor(1000, 4096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.edited(null, List.of(put("alice", "a", 1, "&".repeat(1000)))))
        .withMessageContaining("expected: at most 4096");
  }
}
