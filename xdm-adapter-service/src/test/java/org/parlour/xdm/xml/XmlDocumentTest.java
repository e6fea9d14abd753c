package org.parlour.xdm.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.xdm.xml.BrokenXmlException.Kind;

class XmlDocumentTest {
  @Test
  void everyPlaceIsKnown() throws BrokenXmlException {
    String text = "<?xml version='1.0'?><a><!-- <b> --><b  c = '1'\n/>t<![CDATA[</a>]]></a>";
    XmlElement root = XmlDocument.parse(text).root();
    XmlElement b = root.children().getFirst();

    assertThat(root.source()).isEqualTo(text.substring(text.indexOf("<a>")));
    assertThat(text.substring(root.contentEnd())).isEqualTo("</a>");
    assertThat(b.source()).isEqualTo("<b  c = '1'\n/>");
    XmlAttribute c = b.attributes().getFirst();
    assertThat(text.substring(c.start(), c.end())).isEqualTo("  c = '1'");
    assertThat(text.substring(c.valueStart(), c.valueEnd())).isEqualTo("1");
    assertThat(text.substring(b.attributesEnd())).startsWith("\n/>");
    assertThat(root.text()).isEqualTo("t</a>");
  }

  @Test
  void valuesAreResolvedAndNormalised() throws BrokenXmlException {
    XmlElement root =
        XmlDocument.parse("<a b='&lt;&#65;&#x1F600;\r\n\t' c='&#10;'>x\r\ny&amp;</a>").root();

    assertThat(root.attribute("b")).contains("<A\uD83D\uDE00  ");
    assertThat(root.attribute("c")).contains("\n");
    assertThat(root.text()).isEqualTo("x\ny&");
  }

  @Test
  void namespacesAreThoseOfThePlace() throws BrokenXmlException {
    XmlElement root =
        XmlDocument.parse(
                "<a xmlns='u:1' xmlns:p='u:2'><p:b q='' p:q=''><c xmlns='' xmlns:p='u:3'/></p:b>"
                    + "</a>")
            .root();
    XmlElement b = root.children().getFirst();
    XmlElement c = b.children().getFirst();

    assertThat(root.name()).isEqualTo(new ExpandedName("u:1", "a"));
    assertThat(b.name()).isEqualTo(new ExpandedName("u:2", "b"));
    assertThat(b.attributes())
        .extracting(XmlAttribute::name)
        .isEqualTo(List.of(new ExpandedName("", "q"), new ExpandedName("u:2", "q")));
    assertThat(c.name()).isEqualTo(new ExpandedName("", "c"));
    assertThat(c.namespaces()).containsEntry("p", "u:3").containsEntry("", "");
  }

  @Test
  void theOctetsThatComeOutAreThoseThatWentIn() throws BrokenXmlException {
    byte[] octets = "\ufeff<?xml version='1.0'?>\r\n<a>\u00e9\uD83D\uDE00</a>\r\n".getBytes(UTF_8);

    assertThat(XmlDocument.parse(octets).octets()).isEqualTo(octets);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a b='1' b='2'/>",
        "<p:a/>",
        "<a b='<'/>",
        "<a>&bomb;</a>",
        "<a>&#0;</a>",
        "<a b='&#xFFFF;'/>",
        "<a>\u0001</a>",
        "<?xml version='1.1'?><a/>",
        "<a>]]></a>",
        "<a><!-- -- --></a>"
      })
  void whatIsBrokenIsRefused(String text) {
    assertBroken(Kind.NOT_WELL_FORMED, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY",
        "<a><!DOCTYPE a></a>"
      })
  void whatHasADocumentTypeIsRefused(String text) {
    assertBroken(Kind.DOCUMENT_TYPE, text.getBytes(UTF_8));
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    assertBroken(Kind.NOT_UTF8, "<a>\u00e9</a>".getBytes(ISO_8859_1));
    assertBroken(Kind.NOT_UTF8, "<a/>".getBytes(UTF_16));
    assertBroken(Kind.NOT_UTF8, "<?xml version='1.0' encoding='ISO-8859-1'?><a/>".getBytes(UTF_8));
    assertBroken(Kind.NOT_UTF8, new byte[] {'<', 'a', '>', (byte) 0xc0, (byte) 0xaf});
  }

  @Test
  void depthIsBounded() {
    assertBroken(Kind.TOO_DEEP, "<a>".repeat(10_000).getBytes(UTF_8));
    assertBroken(Kind.TOO_DEEP, ("<a>".repeat(101) + "</a>".repeat(101)).getBytes(UTF_8));
  }

  private static void assertBroken(Kind kind, byte[] octets) {
    assertThatExceptionOfType(BrokenXmlException.class)
        .isThrownBy(() -> XmlDocument.parse(octets))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
