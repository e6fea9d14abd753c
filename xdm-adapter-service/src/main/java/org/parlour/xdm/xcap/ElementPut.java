package org.parlour.xdm.xcap;

import java.util.List;
import java.util.Optional;
import org.parlour.xdm.xcap.DocumentEditor.Edited;
import org.parlour.xdm.xcap.NodeSelector.Step;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlCharacters;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Puts an element (RFC 4825 §8.2.3, §8.2.4).
final class ElementPut {
  private ElementPut() {}

  static Edited put(XmlDocument document, NodeSelector selector, String body)
      throws XcapConflictException {
    String fragment = XmlCharacters.strip(body);
    Optional<XmlElement> current = Selection.element(document, selector);
    if (current.isPresent()) {
      XmlElement replaced = current.get();
      nameOf(fragment, replaced.parent() == null ? replaced : replaced.parent());
      return edited(
          document.spliced(replaced.start(), replaced.end(), fragment),
          selector,
          replaced.start(),
          fragment.length(),
          false);
    }
    if (selector.steps().size() == 1) {
      throw cannotInsert("the document has a root element, which is another one");
    }
    XmlElement parent = parent(document, selector);
    ExpandedName name = nameOf(fragment, parent);
    int place = place(parent, selector.last(), name);
    return parent.isSelfClosing()
        ? edited(
            opened(document, parent, fragment), selector, parent.end() - 1, fragment.length(), true)
        : edited(
            document.spliced(place, place, fragment), selector, place, fragment.length(), true);
  }

  private static XmlElement parent(XmlDocument document, NodeSelector selector)
      throws XcapConflictException {
    List<Step> steps = selector.steps();
    Optional<XmlElement> parent = Selection.element(document, steps.subList(0, steps.size() - 1));
    if (parent.isEmpty()) {
      throw NoParents.of(document, selector);
    }
    return parent.get();
  }

  /// `<a/>` becomes `<a>…</a>`, of which `<a>` ends one character earlier.
  private static String opened(XmlDocument document, XmlElement parent, String content) {
    String end = "</" + parent.qualifiedName() + ">";
    return document.spliced(parent.end() - 2, parent.end(), ">" + content + end);
  }

  /// Where a new element goes: by its position when the selector says one, else behind the last of
  /// its siblings of the same name, else behind all.
  private static int place(XmlElement parent, Step step, ExpandedName name)
      throws XcapConflictException {
    if (step.position() == null) {
      List<XmlElement> same = Selection.named(parent.children(), name);
      return same.isEmpty() ? parent.contentEnd() : same.getLast().end();
    }
    List<XmlElement> siblings = Selection.named(parent.children(), step.name());
    int position = step.position();
    if (position < 1 || position > siblings.size() + 1) {
      throw cannotInsert("position " + position + " of " + siblings.size());
    }
    if (position > 1) {
      return siblings.get(position - 2).end();
    }
    return siblings.isEmpty() ? parent.contentEnd() : siblings.getFirst().start();
  }

  /// The name of the one element that `fragment` is, among children of `parent`.
  private static ExpandedName nameOf(String fragment, XmlElement parent)
      throws XcapConflictException {
    String begin = "<w" + Part.declarations(parent) + ">";
    String end = "</w>";
    try {
      XmlElement wrapper = XmlDocument.parse(begin + fragment + end).root();
      if (wrapper.children().size() == 1) {
        XmlElement only = wrapper.children().getFirst();
        if (only.start() == begin.length() && only.end() == begin.length() + fragment.length()) {
          return only.name();
        }
      }
    } catch (BrokenXmlException e) {
      throw DocumentEditor.conflict(new XcapError.NotXmlFragment(DocumentEditor.phrase(e)), e);
    }
    throw new XcapConflictException(
        new XcapError.NotXmlFragment("body: something else (expected: one element)"));
  }

  private static Edited edited(
      String text, NodeSelector selector, int start, int length, boolean created)
      throws XcapConflictException {
    XmlDocument edited;
    try {
      edited = XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw DocumentEditor.conflict(new XcapError.NotXmlFragment(DocumentEditor.phrase(e)), e);
    }
    boolean found =
        Selection.element(edited, selector)
            .filter(element -> element.start() == start && element.end() == start + length)
            .isPresent();
    if (!found) {
      throw cannotInsert("the same URI would not give what is put");
    }
    return new Edited(edited, created);
  }

  private static XcapConflictException cannotInsert(String phrase) {
    return new XcapConflictException(new XcapError.CannotInsert(phrase));
  }
}
