package org.parlour.xdm.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.HistoryEntry.Person;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataCommand.PutEntry;
import org.parlour.contracts.xdm.MetadataCommand.RemoveEntry;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlCharacters;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// What holds for every row of commands, whatever their texts hold.
class MetadataEditorProperties {
  private static final ImAddress ALICE = Entries.user("alice");
  private static final MetadataEditor EDITOR = new MetadataEditor(1000, 1 << 20);

  @Provide
  Arbitrary<List<MetadataCommand>> commands() {
    Arbitrary<ImAddress> references = Arbitraries.of("a", "b", "c&d").map(Entries::reference);
    Arbitrary<MetadataCommand> puts =
        Combinators.combine(references, Arbitraries.strings(), Arbitraries.strings())
            .as(
                (reference, subject, name) ->
                    new PutEntry(
                        MetadataList.CONVERSATIONS,
                        ALICE,
                        1,
                        Entries.conversation(reference, subject, new Person(ALICE, name))));
    Arbitrary<MetadataCommand> removals =
        references.map(
            reference -> new RemoveEntry(MetadataList.CONVERSATIONS, ALICE, 1, reference));
    return Arbitraries.oneOf(puts, removals).list().ofMaxSize(8);
  }

  @Property(tries = 300)
  void aListIsValidAndSaysWhatWasLastPut(@ForAll("commands") List<MetadataCommand> commands) {
    XmlDocument list = null;
    Map<ImAddress, String> expected = new LinkedHashMap<>();
    for (MetadataCommand command : commands) {
      Map<ImAddress, String> others = sources(list, command.reference());
      list = EDITOR.edited(list, List.of(command)).document();
      assertThat(sources(list, command.reference())).isEqualTo(others);
      switch (command) {
        case PutEntry put -> expected.put(put.reference(), xml(put.entry().subject()));
        case RemoveEntry removal -> expected.remove(removal.reference());
      }
    }
    if (list != null) {
      assertThat(Entries.subjects(Entries.valid(list)))
          .containsExactlyElementsOf(expected.values());
    }
  }

  /// The other entries, as they are written.
  private static Map<ImAddress, String> sources(@Nullable XmlDocument list, ImAddress except) {
    Map<ImAddress, String> sources = new LinkedHashMap<>();
    if (list != null) {
      for (XmlElement entry : Entries.histories(list).toList()) {
        sources.put(
            ImAddress.parse(entry.attribute(EntryXml.REFERENCE).orElseThrow()), entry.source());
      }
    }
    sources.remove(except);
    return sources;
  }

  private static String xml(@Nullable String text) {
    StringBuilder kept = new StringBuilder();
    String.valueOf(text)
        .codePoints()
        .map(c -> XmlCharacters.isXml(c) ? c : 0xfffd)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
