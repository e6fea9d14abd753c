package org.parlour.xdm.xcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// What holds for every document, selector and body.
@Spec({"RFC 4825 §8.2.3", "RFC 4825 §8.2.4", "RFC 4825 §8.4"})
class EditorProperties {
  private static final List<String> NAMES = List.of("a", "b", "x:a");
  private static final String CDATA = "<![CDATA[</a>]]>";
  private static final List<String> VALUES = List.of("1", "2", "&lt;");

  @Provide
  Arbitrary<XmlDocument> documents() {
    return elements(3)
        .filter(root -> !root.replace(CDATA, "").contains("]]>"))
        .map(root -> root.replaceFirst("<([a-z:]+)", "<$1 xmlns='urn:lists' xmlns:x='urn:x'"))
        .map(root -> Lists.document("<?xml version='1.0'?><!-- < -->\n" + root + "\n"));
  }

  @Provide
  Arbitrary<String> bodies() {
    return elements(1);
  }

  private Arbitrary<String> elements(int depth) {
    Arbitrary<List<String>> content =
        depth == 0
            ? Arbitraries.just(List.of())
            : Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.lazy(() -> elements(depth - 1))),
                    Tuple.of(
                        1, Arbitraries.of("text", "]", "]>", "\n ", "<!--<a>-->", CDATA, "<?p?>")))
                .list()
                .ofMaxSize(4);
    Arbitrary<String> attributes =
        Arbitraries.of("", " n=\"1\"", " n='2' ", "\n m = '&lt;' n=\"1\"", " x:n='1'");
    return Combinators.combine(Arbitraries.of(NAMES), attributes, content, Arbitraries.of(0, 1))
        .as(
            (name, attribute, children, style) ->
                children.isEmpty() && style == 0
                    ? "<" + name + attribute + "/>"
                    : "<"
                        + name
                        + attribute
                        + ">"
                        + String.join("", children)
                        + "</"
                        + name
                        + " >");
  }

  @Provide
  Arbitrary<NodeSelector> selectors() {
    Arbitrary<String> steps =
        Combinators.combine(
                Arbitraries.of("a", "b", "x:a", "*"),
                Arbitraries.of("", "", "[1]", "[2]", "[3]"),
                Arbitraries.of(VALUES).map(v -> "[@n=\"" + v + "\"]").injectNull(0.6))
            .as((name, position, having) -> name + position + (having == null ? "" : having));
    return Combinators.combine(
            Arbitraries.of("*", "a", "b"),
            steps.list().ofMaxSize(3),
            Arbitraries.of("", "", "", "/@n", "/@x:n", "/@m"))
        .as(
            (root, rest, end) ->
                Lists.selector(root + (rest.isEmpty() ? "" : "/" + String.join("/", rest)) + end));
  }

  @Property(tries = 1000)
  void whatWasPutIsGotAndTheRestStays(
      @ForAll("documents") XmlDocument document,
      @ForAll("selectors") NodeSelector selector,
      @ForAll("bodies") String element)
      throws BrokenXmlException {
    boolean whole = selector.terminal() instanceof NodeSelector.Whole;
    String body = whole ? element : "v&amp;\"";
    Optional<Part> before = Part.of(document, selector);
    DocumentEditor.Edited edited;
    try {
      edited = DocumentEditor.put(document, selector, body.getBytes(UTF_8));
    } catch (XcapConflictException e) {
      return;
    }

    assertThat(Part.of(edited.document(), selector).orElseThrow().body()).isEqualTo(body);
    assertThat(edited.created()).isEqualTo(before.isEmpty());
    assertThat(XmlDocument.parse(edited.document().text())).isEqualTo(edited.document());
    String now = edited.document().text();
    assertThat(now.length() - document.text().length())
        .isBetween(
            -document.text().length(),
            body.length() + "<x:a></x:a>".length() + " x:n=\"\"".length());
    assertThat(withoutPart(edited.document(), selector))
        .isEqualTo(before.isPresent() ? withoutPart(document, selector) : opened(document, now));
  }

  @Property(tries = 1000)
  void whatWasDeletedIsGoneAndTheRestStays(
      @ForAll("documents") XmlDocument document, @ForAll("selectors") NodeSelector selector)
      throws BrokenXmlException {
    Optional<Part> before = Part.of(document, selector);
    Optional<XmlDocument> edited;
    try {
      edited = DocumentEditor.delete(document, selector);
    } catch (XcapConflictException e) {
      assertThat(before).isPresent();
      return;
    }

    assertThat(edited.isPresent()).isEqualTo(before.isPresent());
    if (edited.isPresent()) {
      assertThat(Part.of(edited.get(), selector)).isEmpty();
      assertThat(edited.get().text()).isEqualTo(withoutPart(document, selector));
      assertThat(XmlDocument.parse(edited.get().text())).isEqualTo(edited.get());
    }
  }

  /// The text of the document with what the selector points at cut out.
  private static String withoutPart(XmlDocument document, NodeSelector selector) {
    var element = Selection.element(document, selector).orElseThrow();
    if (selector.terminal() instanceof NodeSelector.Attribute(var name)) {
      var attribute = element.attribute(name).orElseThrow();
      return document.spliced(attribute.start(), attribute.end(), "");
    }
    return document.spliced(element.start(), element.end(), "");
  }

  /// The text of the document, or, where a child made `<a/>` to `<a></a>`, with that.
  private static String opened(XmlDocument document, String now) {
    String text = document.text();
    int same = 0;
    while (same < text.length() && text.charAt(same) == now.charAt(same)) {
      same++;
    }
    if (text.startsWith("/>", same) && now.charAt(same) == '>') {
      String name = text.substring(text.lastIndexOf('<', same) + 1, same).split("[\\s/]")[0];
      return text.substring(0, same) + "></" + name + ">" + text.substring(same + 2);
    }
    return text;
  }
}
