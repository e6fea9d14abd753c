package org.parlour.xdm.xcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.XmlCharacters;
import org.parlour.xdm.xml.XmlDocument;

/// Any octets as document, selector and body: a refusal, or what was put is got and the document
/// can be read again. In a normal build it runs on its seeds only.
class EditorFuzzTest {
  private static final String SEPARATOR = "\u0000";

  static Stream<Arguments> seeds() {
    List<String> bodies = List.of("<entry uri='sip:x@example.org'/>", "value", "</w><w>");
    return Stream.of(
            "lists/list[1]/entry[3]", "lists/list[2]/@name", "*/*[1]/namespace::*", "lists/x:list")
        .flatMap(
            selector ->
                bodies.stream().map(body -> selector + SEPARATOR + body + SEPARATOR + Lists.TEXT))
        .map(seed -> Arguments.of((Object) seed.getBytes(UTF_8)));
  }

  @MethodSource("seeds")
  @Spec({"RFC 4825 §8.2.3", "RFC 4825 §8.2.4"})
  @FuzzTest
  void putsWhatIsGotOrRefuses(byte[] octets) {
    String[] parts = new String(octets, UTF_8).split(SEPARATOR, 3);
    if (parts.length < 3) {
      return;
    }
    try {
      NodeSelector selector = NodeSelector.parse(parts[0], Lists.NS, Map.of("x", "urn:x"));
      XmlDocument document = DocumentEditor.whole(parts[2].getBytes(UTF_8));
      Part.of(document, selector);
      if (selector.terminal() instanceof NodeSelector.Namespaces) {
        return;
      }
      XmlDocument edited =
          DocumentEditor.put(document, selector, parts[1].getBytes(UTF_8)).document();
      String body =
          selector.terminal() instanceof NodeSelector.Whole
              ? XmlCharacters.strip(parts[1])
              : parts[1];
      assertThat(Part.of(edited, selector).orElseThrow().body()).isEqualTo(body);
      DocumentEditor.delete(edited, selector);
    } catch (XcapUriException | XcapConflictException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
