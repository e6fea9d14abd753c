package org.parlour.protocol.cpim;

import org.parlour.protocol.MalformedBodyException;

/// One header line, of the message or of its content (RFC 3862 §2.3, §2.4).
///
/// @param name case-sensitive, with its prefix, for example `imdn.Message-ID`
/// @param parameters with the leading semicolon, for example `;lang=fr`; empty when there are none
/// @param value as on the wire, escapes included
public record CpimHeader(String name, String parameters, String value) {
  /// @throws IllegalArgumentException when a part could end the line or the name
  public CpimHeader {
    boolean named = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c != ':' && c != 0x7f);
    if (!named || hasControl(name) || hasControl(parameters) || hasControl(value)) {
      throw new IllegalArgumentException(
          "cpim header: " + name.length() + " characters (expected: a name and one line of text)");
    }
  }

  /// A header whose value is escaped as it needs.
  public static CpimHeader of(String name, String text) {
    return new CpimHeader(name, "", CpimEscapes.escape(text));
  }

  /// Whether this is `name` of the message's own namespace, exactly.
  boolean is(String wanted) {
    return name.equals(wanted);
  }

  /// The value with its escapes resolved.
  public String text() {
    return CpimEscapes.unescape(value);
  }

  /// @param line without its end
  static CpimHeader read(String line) throws MalformedBodyException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new MalformedBodyException("cpim: " + line + " (expected: <name>: <value>)");
    }
    int space = line.indexOf(' ', colon);
    boolean parameterized = colon + 1 < line.length() && line.charAt(colon + 1) == ';';
    int end = !parameterized ? colon + 1 : space < 0 ? line.length() : space;
    try {
      return new CpimHeader(
          line.substring(0, colon), line.substring(colon + 1, end), line.substring(end).strip());
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c));
  }

  /// The line, without its end.
  @Override
  public String toString() {
    return name + ":" + parameters + " " + value;
  }
}
