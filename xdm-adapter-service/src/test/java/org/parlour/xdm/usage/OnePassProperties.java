package org.parlour.xdm.usage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xcap.DocumentEditor;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlDocument;

/// A document that is read and checked at once is refused when, and as, it would be by one after
/// the other.
@Spec({"RFC 4825 §8.2.2", "RFC 4825 §8.2.5"})
class OnePassProperties {
  private static final ApplicationUsage LISTS =
      new ApplicationUsages(false).find("resource-lists").orElseThrow();

  private static final String LIST =
      """
      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
        <list name="a"><display-name xml:lang="de">&lt;Ä&#x41;</display-name>
          <entry uri="sip:b@example.org"/><!-- kept --><entry uri="sip:c@example.org"
            ><display-name><![CDATA[C]]></display-name></entry>
        </list>
      </resource-lists>
      """;

  @Provide
  Arbitrary<String> beginnings() {
    return Arbitraries.of(
        "",
        "\n",
        "\ufeff",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<?xml version='1.0' encoding='utf-8' ?>\n",
        "<?xml version='1.0'?>",
        "<?xml version='1.0' standalone='yes'?>",
        "<?xml version='1.0' encoding='UTF-16'?>",
        "<?xml version='1.0' encoding='UTF-8\"?>",
        "<?xml version='1.1'?>",
        "<?xml version='1.1' encoding='UTF-8'?>",
        "<?xml encoding='UTF-8'?>",
        "\ufeff<?xml version='1.0'?>",
        "<?xml-stylesheet href='a'?>",
        "<!-- a -->",
        "<!DOCTYPE resource-lists>",
        "<!DOCTYPE resource-lists [<!ENTITY a 'b'>]>");
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        "&a;",
        "&amp;",
        "&#0;",
        "]]>",
        "<",
        ">",
        "\"",
        "\u0085",
        "\u0001",
        "<x/>",
        "<x xmlns='urn:x'/>",
        "<p:x/>",
        "<p:x xmlns:p=''/>",
        " p:x='1'",
        " xmlns:p='urn:p' p:x='1'",
        " uri='sip:new@example.org'",
        " schemaLocation='urn:x x.xsd'",
        "<entry uri='sip:b@example.org'/>",
        "<entry uri='sip:new@example.org'/>",
        "<entry uri='%'/>",
        "<list>",
        "</list>",
        "<list>".repeat(101) + "</list>".repeat(101),
        "text");
  }

  @Provide
  Arbitrary<List<String>> marks() {
    return Arbitraries.of(
            "<resource-lists",
            "resource-lists",
            ">\n  <list",
            " name=",
            "</list>",
            "<entry",
            " uri=",
            "sip:",
            "/>",
            "<display-name",
            "</display-name>",
            "Ä",
            "<!--",
            "<![CDATA[",
            "</resource-lists>")
        .list()
        .ofMaxSize(2);
  }

  @Property(tries = 3000)
  void isRefusedAsItWouldBeByOneAfterTheOther(
      @ForAll("beginnings") String beginning,
      @ForAll("marks") List<String> marks,
      @ForAll("pieces") String piece,
      @ForAll boolean replaced,
      @ForAll boolean latin) {
    String text = beginning + LIST;
    for (String mark : marks) {
      int at = text.indexOf(mark);
      if (at >= 0) {
        text = text.substring(0, at) + piece + text.substring(replaced ? at + mark.length() : at);
      }
    }
    byte[] body = text.getBytes(latin ? ISO_8859_1 : UTF_8);

    assertThat(said(() -> LISTS.read(null, body))).isEqualTo(said(() -> checked(body)));
  }

  @Test
  void whatIsUsualIsReadAtOnce() {
    assertThat(schema().read(null, LIST.getBytes(UTF_8)))
        .hasValueSatisfying(document -> assertThat(document.text()).isEqualTo(LIST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version='1.1'?>%s",
        "<!DOCTYPE resource-lists>%s",
        "\ufeff%s",
        "<list xmlns='urn:ietf:params:xml:ns:resource-lists'>%s</list>"
      })
  void theRestIsNot(String text) {
    assertThat(schema().read(null, text.formatted(LIST).getBytes(UTF_8))).isEmpty();
  }

  private static SchemaCheck schema() {
    return new SchemaCheck(
        new ExpandedName(UniqueInLists.NAMESPACE, "resource-lists"), null, "resource-lists");
  }

  private static XmlDocument checked(byte[] body) {
    XmlDocument document = DocumentEditor.whole(body);
    LISTS.check(document);
    return document;
  }

  /// Of the document, or against it.
  private static String said(Supplier<XmlDocument> reading) {
    try {
      return reading.get().root().source();
    } catch (XcapConflictException e) {
      return e.error() + " " + e.suspicion();
    }
  }
}
