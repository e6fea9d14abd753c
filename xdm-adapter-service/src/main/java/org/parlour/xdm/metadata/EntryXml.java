package org.parlour.xdm.metadata;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.HistoryEntry;
import org.parlour.contracts.xdm.HistoryEntry.Conference;
import org.parlour.contracts.xdm.HistoryEntry.Pager;
import org.parlour.contracts.xdm.HistoryEntry.People;
import org.parlour.contracts.xdm.HistoryEntry.Person;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.xml.XmlText;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// Writes `<history>` elements (reference §11.2, example §13.13). Whatever a text holds, the
/// element is well-formed.
final class EntryXml {
  static final String NAMESPACE = "urn:oma:xml:im:history-list";
  static final String HISTORY = "history";
  static final String REFERENCE = "history-reference";

  private static final String FIELD = "\n    ";
  private static final String CONTENT = "\n      ";
  private static final String PERSON = "\n        ";

  private EntryXml() {}

  /// @param declares whether the element says its namespace itself: true where the default
  ///     namespace is another one
  static String of(HistoryEntry entry, boolean declares) {
    XmlText xml = new XmlText().raw("<" + HISTORY);
    xml.attribute("xmlns", declares ? NAMESPACE : null);
    xml.attribute(REFERENCE, entry.reference().toString()).raw(">");
    field(xml, FIELD, "size", entry.size());
    field(xml, FIELD, "expiry", entry.expiry());
    field(xml, FIELD, "subject", entry.subject());
    field(xml, FIELD, "date", entry.date());
    switch (entry.content()) {
      case Conference conference -> write(xml, conference);
      case Pager pager -> write(xml, pager);
    }
    return element(xml.raw("\n  </" + HISTORY + ">"));
  }

  private static void write(XmlText xml, Conference conference) {
    xml.raw(FIELD + "<conference>");
    field(xml, CONTENT, "time-start", conference.start());
    field(xml, CONTENT, "time-end", conference.end());
    field(xml, CONTENT, "recording-name", conference.recordingName());
    list(xml, "conf-list", conference.people());
    xml.raw(FIELD + "</conference>");
  }

  private static void write(XmlText xml, Pager pager) {
    xml.raw(FIELD + "<pager>");
    field(xml, CONTENT, "time-stamp", pager.at());
    field(xml, CONTENT, "from", pager.from());
    ImAddress alone = alone(pager.people());
    if (alone == null) {
      list(xml, "recipient-list", pager.people());
    } else {
      field(xml, CONTENT, "to", alone);
    }
    field(xml, CONTENT, "auth-id", pager.authenticated());
    xml.raw(FIELD + "</pager>");
  }

  /// The one recipient of whom nothing but the address is to be said; null where there is more.
  private static @Nullable ImAddress alone(People people) {
    if (people.entries().size() != 1 || people.group() != null || people.groupName() != null) {
      return null;
    }
    Person person = people.entries().getFirst();
    return person.displayName() == null ? person.address() : null;
  }

  private static void list(XmlText xml, String name, People people) {
    xml.raw(CONTENT + "<" + name + ">");
    for (Person person : people.entries()) {
      xml.raw(PERSON + "<entry").attribute("uri", person.address().toString());
      if (person.displayName() == null) {
        xml.raw("/>");
      } else {
        xml.raw(">").element("display-name", person.displayName()).raw("</entry>");
      }
    }
    field(xml, PERSON, "group-uri", people.group());
    field(xml, PERSON, "group-display-name", people.groupName());
    xml.raw(CONTENT + "</" + name + ">");
  }

  /// An [Instant] is written as an `xs:dateTime` is.
  private static void field(XmlText xml, String space, String name, @Nullable Object value) {
    if (value != null) {
      xml.raw(space).element(name, value.toString());
    }
  }

  /// Without the prolog.
  private static String element(XmlText xml) {
    try {
      return XmlDocument.parse(xml.toBytes()).root().source();
    } catch (BrokenXmlException e) {
      throw new IllegalStateException("entry: " + e.getMessage(), e);
    }
  }
}
