package org.parlour.xdm.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataCommand.PutEntry;
import org.parlour.contracts.xdm.MetadataCommand.RemoveEntry;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.Splices;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Writes entries into a list. All others keep their octets, until there are too many: then the
/// first of the list go, which came first. Immutable.
final class MetadataEditor {
  private static final String EMPTY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <history-list xmlns="urn:oma:xml:im:history-list">
      </history-list>
      """;

  private static final String INDENT = "\n  ";

  private final int maxEntries;
  private final int maxBytes;

  /// @param maxEntries of a list
  /// @param maxBytes of a list
  MetadataEditor(int maxEntries, int maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  /// @param document null where there is none, and nothing was to be written into one
  /// @param dropped entries that went since there were too many
  record Edited(@Nullable XmlDocument document, int dropped) {}

  /// @param document null when there is none
  /// @param commands at most one about each entry
  /// @throws IllegalArgumentException when an entry alone is larger than a list may be
  Edited edited(@Nullable XmlDocument document, List<MetadataCommand> commands) {
    if (document == null) {
      boolean begins = commands.stream().anyMatch(PutEntry.class::isInstance);
      return begins ? edited(parsed(EMPTY), commands) : new Edited(null, 0);
    }
    XmlDocument opened = opened(document);
    XmlDocument written = written(opened, commands);
    return written.equals(opened) ? new Edited(document, 0) : bounded(written);
  }

  /// With an end tag, before which entries can stand.
  private static XmlDocument opened(XmlDocument document) {
    XmlElement root = document.root();
    return root.isSelfClosing()
        ? parsed(document.spliced(root.end() - 2, root.end(), ">\n</" + root.qualifiedName() + ">"))
        : document;
  }

  private XmlDocument written(XmlDocument document, List<MetadataCommand> commands) {
    XmlElement root = document.root();
    boolean declares = !EntryXml.NAMESPACE.equals(root.namespace(""));
    Map<String, XmlElement> present = new HashMap<>();
    List<XmlElement> entries = entries(document);
    for (XmlElement entry : entries) {
      entry.attribute(EntryXml.REFERENCE).ifPresent(reference -> present.put(reference, entry));
    }
    int end = entries.isEmpty() ? root.contentStart() : entries.getLast().end();
    Splices splices = new Splices(document.text());
    for (MetadataCommand command : commands) {
      XmlElement there = present.get(command.reference().toString());
      switch (command) {
        case PutEntry put -> {
          String entry = fitting(EntryXml.of(put.entry(), declares));
          if (there == null) {
            splices.insert(end, INDENT + entry);
          } else {
            splices.replace(there.start(), there.end(), entry);
          }
        }
        case RemoveEntry _ -> {
          if (there != null) {
            splices.remove(there);
          }
        }
      }
    }
    return splices.isEmpty() ? document : parsed(splices.applied());
  }

  private String fitting(String entry) {
    int octets = entry.getBytes(UTF_8).length;
    if (octets > maxBytes) {
      throw new IllegalArgumentException(
          "entry: " + octets + " octets (expected: at most " + maxBytes + ")");
    }
    return entry;
  }

  private Edited bounded(XmlDocument document) {
    List<XmlElement> entries = entries(document);
    int octets = document.octets().length;
    int dropped = 0;
    Splices splices = new Splices(document.text());
    while (entries.size() - dropped > 1
        && (entries.size() - dropped > maxEntries || octets > maxBytes)) {
      XmlElement oldest = entries.get(dropped);
      octets -= splices.space(oldest).length() + oldest.source().getBytes(UTF_8).length;
      splices.remove(oldest);
      dropped++;
    }
    return dropped == 0 ? new Edited(document, 0) : new Edited(parsed(splices.applied()), dropped);
  }

  private static List<XmlElement> entries(XmlDocument document) {
    return document.root().children(EntryXml.NAMESPACE, EntryXml.HISTORY);
  }

  private static XmlDocument parsed(String text) {
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new IllegalStateException("list: " + e.getMessage(), e);
    }
  }
}
