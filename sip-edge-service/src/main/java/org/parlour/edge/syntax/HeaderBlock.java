package org.parlour.edge.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The start line and headers of one message as text: compact names expanded, folded lines joined.
/// Reads anything: what a value means is for others to judge. Immutable.
public final class HeaderBlock {
  private final String startLine;
  private final List<HeaderField> fields;
  private final boolean wellFormed;

  private HeaderBlock(String startLine, List<HeaderField> fields, boolean wellFormed) {
    this.startLine = startLine;
    this.fields = List.copyOf(fields);
    this.wellFormed = wellFormed;
  }

  /// Reads the first `length` octets of `bytes`, which are borrowed for the call.
  public static HeaderBlock parse(byte[] bytes, int length) {
    List<HeaderField> fields = new ArrayList<>(24);
    String startLine = "";
    boolean first = true;
    boolean wellFormed = true;
    String name = null;
    StringBuilder folded = null;
    String value = "";
    int position = 0;
    while (position < length) {
      int end = lineEnd(bytes, position, length);
      int next = end + 1;
      int textEnd = end > position && bytes[end - 1] == '\r' ? end - 1 : end;
      if (first) {
        startLine = text(bytes, position, textEnd);
        first = false;
      } else if (textEnd == position) {
        break;
      } else if (bytes[position] == ' ' || bytes[position] == '\t') {
        if (folded == null) {
          folded = new StringBuilder(value);
        }
        folded.append(' ').append(text(bytes, position, textEnd).strip());
      } else {
        add(fields, name, folded == null ? value : folded.toString());
        folded = null;
        int colon = indexOf(bytes, ':', position, textEnd);
        if (colon < 0) {
          wellFormed = false;
          name = null;
          value = "";
        } else {
          name = HeaderNames.expand(text(bytes, position, colon).strip());
          wellFormed &= !name.isEmpty();
          value = text(bytes, colon + 1, textEnd).strip();
        }
      }
      position = next;
    }
    add(fields, name, folded == null ? value : folded.toString());
    return new HeaderBlock(startLine, fields, wellFormed);
  }

  private static void add(List<HeaderField> fields, @Nullable String name, String value) {
    if (name != null) {
      fields.add(new HeaderField(name, value));
    }
  }

  private static int lineEnd(byte[] bytes, int from, int length) {
    int index = indexOf(bytes, '\n', from, length);
    return index < 0 ? length : index;
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  public String startLine() {
    return startLine;
  }

  public boolean isResponse() {
    return startLine.regionMatches(true, 0, "SIP/", 0, 4);
  }

  /// False when a line has no colon, or no name before it.
  public boolean wellFormed() {
    return wellFormed;
  }

  /// In the order of the message.
  public List<HeaderField> fields() {
    return fields;
  }

  /// The value of the first field of this name (any case, long form).
  public Optional<String> first(String name) {
    return Optional.ofNullable(firstOrNull(name));
  }

  public @Nullable String firstOrNull(String name) {
    for (HeaderField field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  public int count(String name) {
    int count = 0;
    for (HeaderField field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        count++;
      }
    }
    return count;
  }

  public boolean has(String name) {
    return firstOrNull(name) != null;
  }

  /// Every value of every field of this name, comma lists taken apart, in order.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(4);
    for (HeaderField field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        CommaList.split(field.value(), values);
      }
    }
    return values;
  }
}
