package org.parlour.xdm.metadata;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.HistoryEntry;
import org.parlour.contracts.xdm.HistoryEntry.Conference;
import org.parlour.contracts.xdm.HistoryEntry.Pager;
import org.parlour.contracts.xdm.HistoryEntry.People;
import org.parlour.contracts.xdm.HistoryEntry.Person;
import org.parlour.contracts.xdm.MetadataCommand.PutEntry;
import org.parlour.contracts.xdm.MetadataCommand.RemoveEntry;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Entries and commands for tests, and what lists say.
public final class Entries {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ApplicationUsages USAGES = new ApplicationUsages(false);

  private Entries() {}

  public static ImAddress user(String name) {
    return ImAddress.sip(name, "example.org");
  }

  public static ImAddress reference(String name) {
    return ImAddress.sip("h-" + name, "im.example.org");
  }

  /// Of a conversation that is over.
  static HistoryEntry conversation(
      ImAddress reference, @Nullable String subject, Person... people) {
    return new HistoryEntry(
        reference,
        42L,
        null,
        subject,
        NOON,
        new Conference(NOON, NOON.plusSeconds(60), null, People.of(List.of(people))));
  }

  public static PutEntry put(String owner, String reference, long revision, String subject) {
    return new PutEntry(
        MetadataList.CONVERSATIONS,
        user(owner),
        revision,
        conversation(reference(reference), subject, new Person(user("bob"), "Bob")));
  }

  public static PutEntry deferred(String owner, String reference, long revision) {
    HistoryEntry.Content pager =
        new Pager(
            NOON, user("bob"), People.of(List.of(new Person(user(owner), null))), user("bob"));
    return new PutEntry(
        MetadataList.DEFERRED,
        user(owner),
        revision,
        new HistoryEntry(reference(reference), 5L, NOON.plusSeconds(3600), null, NOON, pager));
  }

  public static RemoveEntry remove(String owner, String reference, long revision) {
    return new RemoveEntry(MetadataList.CONVERSATIONS, user(owner), revision, reference(reference));
  }

  /// A list that its usage accepts.
  static XmlDocument parsed(String text) {
    try {
      return valid(XmlDocument.parse(text));
    } catch (BrokenXmlException e) {
      throw new AssertionError(text, e);
    }
  }

  static XmlDocument valid(@Nullable XmlDocument document) {
    XmlDocument there = requireNonNull(document);
    for (MetadataList list : MetadataList.values()) {
      USAGES.find(list.auid()).orElseThrow().check(there);
    }
    return there;
  }

  static Stream<XmlElement> histories(XmlDocument document) {
    return document.root().children(EntryXml.NAMESPACE, EntryXml.HISTORY).stream();
  }

  /// The subjects of a list, in its order.
  static List<String> subjects(XmlDocument document) {
    return histories(document)
        .flatMap(entry -> entry.child(EntryXml.NAMESPACE, "subject").stream())
        .map(XmlElement::text)
        .toList();
  }

  static Optional<XmlElement> entry(XmlDocument document, ImAddress reference) {
    return histories(document)
        .filter(
            e -> e.attribute(EntryXml.REFERENCE).filter(reference.toString()::equals).isPresent())
        .findFirst();
  }
}
