package org.parlour.xdm.usage;

import java.util.ArrayList;
import java.util.List;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// What a document has in common with the valid one that it comes from, so that a schema need not
/// be asked again: repeated elements that stay as they are, where they are. For one document.
final class Unchanged {
  private final String before;
  private final String after;
  private final Repeated repeated;

  /// Characters that both texts begin with.
  private final int prefix;

  /// Characters that both texts end with, behind those.
  private final int suffix;

  /// In their order.
  private final List<XmlElement> found = new ArrayList<>();

  /// Children of such parents of which a schema takes any number in a row as it takes one, and at
  /// which no constraint beyond them looks.
  record Repeated(ExpandedName parent, ExpandedName child) {}

  private Unchanged(String before, String after, Repeated repeated) {
    this.before = before;
    this.after = after;
    this.repeated = repeated;
    int most = Math.min(before.length(), after.length());
    int same = 0;
    while (same < most && before.charAt(same) == after.charAt(same)) {
      same++;
    }
    this.prefix = same;
    same = 0;
    while (same < most - prefix
        && before.charAt(fromEnd(before, same)) == after.charAt(fromEnd(after, same))) {
      same++;
    }
    this.suffix = same;
  }

  private static int fromEnd(String text, int same) {
    return text.length() - 1 - same;
  }

  /// The text of `after` without what was valid in `before`. What is left stays in its line.
  static String left(XmlDocument before, XmlDocument after, Repeated repeated) {
    Unchanged unchanged = new Unchanged(before.text(), after.text(), repeated);
    if (unchanged.beginAlike(before.root(), after.root())) {
      unchanged.collect(before.root(), after.root());
    }
    return unchanged.left();
  }

  /// Both stand at the same place, with the same start tag.
  private boolean beginAlike(XmlElement was, XmlElement is) {
    return was.start() == is.start() && is.contentStart() <= prefix;
  }

  /// @param was with the same start tag as `is`, and so have the elements in which they stand
  private void collect(XmlElement was, XmlElement is) {
    List<XmlElement> old = was.children();
    List<XmlElement> now = is.children();
    int most = Math.min(old.size(), now.size());
    int ahead = 0;
    while (ahead < most && isAhead(old.get(ahead), now.get(ahead))) {
      ahead++;
    }
    int behind = 0;
    while (behind < most - ahead && isBehind(last(old, behind), last(now, behind))) {
      behind++;
    }
    boolean repeats = is.name().equals(repeated.parent());
    if (repeats) {
      found(now.subList(0, ahead));
    }
    boolean one = old.size() - behind - ahead == 1 && now.size() - behind - ahead == 1;
    if (one && beginAlike(old.get(ahead), now.get(ahead))) {
      collect(old.get(ahead), now.get(ahead));
    }
    if (repeats) {
      found(now.subList(now.size() - behind, now.size()));
    }
  }

  private static XmlElement last(List<XmlElement> elements, int behind) {
    return elements.get(elements.size() - 1 - behind);
  }

  private boolean isAhead(XmlElement was, XmlElement is) {
    return was.start() == is.start() && was.end() == is.end() && is.end() <= prefix;
  }

  private boolean isBehind(XmlElement was, XmlElement is) {
    int grown = after.length() - before.length();
    return was.start() + grown == is.start()
        && was.end() + grown == is.end()
        && is.start() >= after.length() - suffix;
  }

  /// All of a row but the first.
  private void found(List<XmlElement> elements) {
    for (int i = 1; i < elements.size(); i++) {
      if (isRepeated(elements.get(i - 1)) && isRepeated(elements.get(i))) {
        found.add(elements.get(i));
      }
    }
  }

  private boolean isRepeated(XmlElement element) {
    return element.name().equals(repeated.child());
  }

  private String left() {
    StringBuilder left = new StringBuilder();
    int at = 0;
    for (XmlElement element : found) {
      left.append(after, at, element.start());
      at = element.end();
      for (int line = after.indexOf('\n', element.start());
          line >= 0 && line < at;
          line = after.indexOf('\n', line + 1)) {
        left.append('\n');
      }
    }
    return left.append(after, at, after.length()).toString();
  }
}
