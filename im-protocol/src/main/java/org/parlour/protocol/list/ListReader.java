package org.parlour.protocol.list;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.xml.XmlCursor;

/// Reads one `resource-lists` document.
final class ListReader {
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(256 * 1024, 10);
  private static final int MAX_ENTRIES = 2000;

  private final XmlCursor in;
  private final Map<ImAddress, Recipient> recipients = new LinkedHashMap<>();
  private final Set<String> uris = new LinkedHashSet<>();
  private final Entry entry;
  private int entries;

  private ListReader(XmlCursor in, Entry entry) {
    this.in = in;
    this.entry = entry;
  }

  /// What an entry with this URI is.
  private interface Entry {
    void read(ListReader reader, String uri) throws MalformedBodyException;
  }

  static List<Recipient> read(byte[] xml) throws MalformedBodyException {
    return List.copyOf(read(xml, ListReader::recipient).recipients.values());
  }

  static List<String> readUris(byte[] xml) throws MalformedBodyException {
    return List.copyOf(read(xml, (reader, uri) -> reader.uris.add(uri)).uris);
  }

  private static ListReader read(byte[] xml, Entry entry) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("list", xml, LIMITS);
    if (!in.is(ResourceLists.NAMESPACE, "resource-lists")) {
      throw in.bad("root " + in.name(), "resource-lists of " + ResourceLists.NAMESPACE);
    }
    ListReader reader = new ListReader(in, entry);
    reader.children(in.depth());
    in.finish();
    if (reader.entries == 0) {
      throw new MalformedBodyException("list: no entries");
    }
    return reader;
  }

  private void children(int parent) throws MalformedBodyException {
    while (in.nextChildOf(parent)) {
      if (in.is(ResourceLists.NAMESPACE, "list")) {
        children(in.depth());
      } else if (in.is(ResourceLists.NAMESPACE, "entry")) {
        entry();
      }
    }
  }

  private void entry() throws MalformedBodyException {
    entries++;
    if (entries > MAX_ENTRIES) {
      throw in.bad("too many entries", "<= " + MAX_ENTRIES);
    }
    String uri =
        in.attribute("", "uri").orElseThrow(() -> in.bad("entry without uri", "entry@uri")).strip();
    entry.read(this, uri);
  }

  private void recipient(String uri) throws MalformedBodyException {
    Recipient recipient =
        new Recipient(address(uri), copyControl(), anonymize(), UriHeaders.replaces(uri));
    recipients.merge(recipient.address().canonical(), recipient, ListReader::combine);
  }

  private ImAddress address(String uri) throws MalformedBodyException {
    try {
      return ImAddress.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("list: entry: " + e.getMessage(), e);
    }
  }

  private CopyControl copyControl() throws MalformedBodyException {
    String value = in.attribute(ResourceLists.COPY_CONTROL, "copyControl").orElse("");
    return switch (value) {
      case "to" -> CopyControl.TO;
      case "cc" -> CopyControl.CC;
      case "bcc" -> CopyControl.BCC;
      case "" -> CopyControl.NONE;
      default -> throw in.bad("copyControl: " + value, "to, cc or bcc");
    };
  }

  private boolean anonymize() throws MalformedBodyException {
    String value = in.attribute(ResourceLists.COPY_CONTROL, "anonymize").orElse("false").strip();
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw in.bad("anonymize: " + value, "true or false");
    };
  }

  private static Recipient combine(Recipient first, Recipient second) {
    boolean firstIsOpener = first.copyControl().compareTo(second.copyControl()) <= 0;
    String replaces = first.replaces() == null ? second.replaces() : first.replaces();
    return new Recipient(
        first.address(),
        firstIsOpener ? first.copyControl() : second.copyControl(),
        first.anonymize() || second.anonymize(),
        replaces);
  }
}
