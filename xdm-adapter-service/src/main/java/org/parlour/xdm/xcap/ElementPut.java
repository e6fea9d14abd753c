package org.parlour.xdm.xcap;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
      XmlElement parent = replaced.parent();
      XmlElement element = element(fragment, parent == null ? replaced : parent);
      String text = document.spliced(replaced.start(), replaced.end(), fragment);
      return edited(
          document(text, parent, element), selector, replaced.start(), fragment.length(), false);
    }
    if (selector.steps().size() == 1) {
      throw cannotInsert("the document has a root element, which is another one");
    }
    XmlElement parent = parent(document, selector);
    XmlElement element = element(fragment, parent);
    int place = place(parent, selector.last(), element.name());
    String text =
        parent.isSelfClosing()
            ? opened(document, parent, fragment)
            : document.spliced(place, place, fragment);
    int start = parent.isSelfClosing() ? parent.end() - 1 : place;
    return edited(document(text, parent, element), selector, start, fragment.length(), true);
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

  /// The one element that `fragment` is, read as a child of `parent`.
  private static XmlElement element(String fragment, XmlElement parent)
      throws XcapConflictException {
    String begin = "<w" + Part.declarations(parent) + ">";
    String end = "</w>";
    try {
      XmlElement wrapper = XmlDocument.parse(begin + fragment + end).root();
      if (wrapper.children().size() == 1) {
        XmlElement only = wrapper.children().getFirst();
        if (only.start() == begin.length() && only.end() == begin.length() + fragment.length()) {
          return only;
        }
      }
    } catch (BrokenXmlException e) {
      throw DocumentEditor.conflict(new XcapError.NotXmlFragment(DocumentEditor.phrase(e)), e);
    }
    throw new XcapConflictException(
        new XcapError.NotXmlFragment("body: something else (expected: one element)"));
  }

  /// The document that `text` is: that of `parent` with `element` among its children. Since both
  /// are well-formed, it can only be too deep.
  ///
  /// @param parent null when `element` is the root, which brings its own namespaces
  private static XmlDocument document(String text, @Nullable XmlElement parent, XmlElement element)
      throws XcapConflictException {
    if (parent != null && parent.depth() + element.height() <= XmlDocument.MOST_DEPTH) {
      return XmlDocument.wellFormed(text);
    }
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw DocumentEditor.conflict(new XcapError.NotXmlFragment(DocumentEditor.phrase(e)), e);
    }
  }

  private static Edited edited(
      XmlDocument edited, NodeSelector selector, int start, int length, boolean created)
      throws XcapConflictException {
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
