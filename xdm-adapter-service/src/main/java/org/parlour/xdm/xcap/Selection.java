package org.parlour.xdm.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.NodeSelector.Step;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Finds what a selector points at. A selector that matches several elements points at none
/// (RFC 4825 §6.3).
public final class Selection {
  private Selection() {}

  /// The element of all the steps.
  public static Optional<XmlElement> element(XmlDocument document, NodeSelector selector) {
    return element(document, selector.steps());
  }

  static Optional<XmlElement> element(XmlDocument document, List<Step> steps) {
    List<XmlElement> found = elements(document, steps);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /// How many of the steps, from the first on, lead to one element.
  static int reach(XmlDocument document, NodeSelector selector) {
    int reach = 0;
    while (reach < selector.steps().size()
        && element(document, selector.steps().subList(0, reach + 1)).isPresent()) {
      reach++;
    }
    return reach;
  }

  static List<XmlElement> elements(XmlDocument document, List<Step> steps) {
    List<XmlElement> current = matching(List.of(document.root()), steps.getFirst());
    for (Step step : steps.subList(1, steps.size())) {
      List<XmlElement> next = new ArrayList<>();
      for (XmlElement element : current) {
        next.addAll(matching(element.children(), step));
      }
      current = next;
    }
    return current;
  }

  private static List<XmlElement> matching(List<XmlElement> siblings, Step step) {
    List<XmlElement> named = named(siblings, step.name());
    if (step.position() != null) {
      boolean there = step.position() >= 1 && step.position() <= named.size();
      named = there ? List.of(named.get(step.position() - 1)) : List.of();
    }
    NodeSelector.Having having = step.having();
    if (having == null) {
      return named;
    }
    return named.stream()
        .filter(
            element ->
                element
                    .attribute(having.name())
                    .filter(attribute -> attribute.value().equals(having.value()))
                    .isPresent())
        .toList();
  }

  /// @param name null for any
  static List<XmlElement> named(List<XmlElement> siblings, @Nullable ExpandedName name) {
    return name == null
        ? siblings
        : siblings.stream().filter(sibling -> sibling.name().equals(name)).toList();
  }
}
