package org.parlour.xdm.xml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replacements of pieces of one text, done at once, so that places need no correction in between.
/// Pieces must not overlap. Not thread-safe.
public final class Splices {
  private final String text;
  private final List<Splice> splices = new ArrayList<>();

  private record Splice(int from, int to, String replacement) {}

  public Splices(String text) {
    this.text = text;
  }

  public void replace(int from, int to, String replacement) {
    splices.add(new Splice(from, to, replacement));
  }

  public void insert(int at, String addition) {
    replace(at, at, addition);
  }

  /// Removes an element and the white space before it.
  public void remove(XmlElement element) {
    replace(element.start() - space(element).length(), element.end(), "");
  }

  /// The white space before an element.
  public String space(XmlElement element) {
    int from = element.start();
    while (from > 0 && XmlCharacters.isSpace(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, element.start());
  }

  public boolean isEmpty() {
    return splices.isEmpty();
  }

  /// Whether pieces of markup that are put in cannot break it by what they hold: no more than
  /// characters of XML, and nothing is joined to `]]>`.
  public boolean areHarmless() {
    return !XmlDocument.mayJoin(text)
        && splices.stream()
            .allMatch(splice -> splice.replacement().codePoints().allMatch(XmlCharacters::isXml));
  }

  /// The text after it. What was inserted at one place keeps its order.
  public String applied() {
    splices.sort(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to));
    StringBuilder result = new StringBuilder(text.length() + 256);
    int at = 0;
    for (Splice splice : splices) {
      result.append(text, at, splice.from()).append(splice.replacement());
      at = splice.to();
    }
    return result.append(text, at, text.length()).toString();
  }
}
