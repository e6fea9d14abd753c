package org.parlour.xdm.xcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.XmlDocument;

class ElementPutTest {
  private static final String AL = "<entry uri=\"sip:al@example.org\"  x:seen = \"1\" />";
  private static final String NOTE = "<note>x</note>";
  private static final String CAROL = "<entry uri=\"sip:carol@example.org\"/>";

  @ParameterizedTest
  @Spec({"RFC 4825 §7.4", "RFC 4825 §8.2.4"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lists/list[1]/note          | <note>y</note>
          lists/list[1]/*[3]          | <note>y</note>
          lists/*/note                | <note a="1"/>
          lists/list[1]/*[3]          | <other/>
          """)
  void anElementThatIsThereIsReplacedAndNothingElse(String selector, String body)
      throws XcapConflictException {
    assertThat(Lists.put(selector, body)).isEqualTo(Lists.TEXT.replace(NOTE, body));
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §7.4", "RFC 4825 §8.2.3"})
  @CsvSource({
    "lists/list[1]/entry[@uri=\"sip:carol@example.org\"]",
    "lists/list[1]/*[@uri=\"sip:carol@example.org\"]",
    "lists/list[1]/entry[3]",
    "lists/list[1]/entry[3][@uri=\"sip:carol@example.org\"]",
    "lists/list[1]/*[3][@uri=\"sip:carol@example.org\"]"
  })
  void aNewElementGoesBehindTheLastOfItsName(String selector) throws XcapConflictException {
    assertThat(Lists.put(selector, CAROL))
        .isEqualTo(Lists.TEXT.replace("]]></entry>", "]]></entry>" + CAROL));
  }

  @Test
  @Spec("RFC 4825 §8.2.3")
  void anElementOfANewNameGoesBehindAllOthers() throws XcapConflictException {
    assertThat(Lists.put("lists/list[1]/extra", "<extra/>"))
        .isEqualTo(Lists.TEXT.replace("</list >", "<extra/></list >"));
    assertThat(Lists.put("lists/list[1]/*[4]", "<extra/>"))
        .isEqualTo(Lists.TEXT.replace(NOTE, NOTE + "<extra/>"));
  }

  @Test
  @Spec("RFC 4825 §8.2.3")
  void aPositionIsObeyed() throws XcapConflictException {
    assertThat(Lists.put("lists/list[1]/entry[1][@uri=\"sip:carol@example.org\"]", CAROL))
        .isEqualTo(Lists.TEXT.replace(AL, CAROL + AL));
    assertThat(Lists.put("lists/list[1]/*[2][@uri=\"sip:carol@example.org\"]", CAROL))
        .isEqualTo(Lists.TEXT.replace(AL, AL + CAROL));
  }

  @Test
  @Spec("RFC 4825 §8.2.3")
  void anEmptyElementIsOpened() throws XcapConflictException {
    assertThat(Lists.put("lists/list[@name=\"empty\"]/entry", CAROL))
        .isEqualTo(
            Lists.TEXT.replace(
                "<list name=\"empty\"/>", "<list name=\"empty\">" + CAROL + "</list>"));
    assertThat(Lists.put("lists/list[2]/entry[1]", CAROL))
        .isEqualTo(Lists.put("lists/list[2]/*[1]", CAROL));
  }

  @Test
  @Spec("RFC 4825 §8.2.3")
  void aDocumentDoesNotGetDeeperThanAWholeOneMayBe() throws XcapConflictException {
    int levels = XmlDocument.MOST_DEPTH - 1;
    XmlDocument deep =
        Lists.document("<a xmlns='urn:lists'>" + "<a>".repeat(levels - 1) + "</a>".repeat(levels));
    NodeSelector below = Lists.selector("a/".repeat(levels) + "*[1]");
    assertThat(DocumentEditor.put(deep, below, bytes("<b/>")).document().text())
        .contains("<a><b/></a>");
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(() -> DocumentEditor.put(deep, below, bytes("<b><c/></b>")))
        .satisfies(e -> assertThat(e.suspicion()).isEqualTo(Suspicion.DEPTH));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  @Spec("RFC 4825 §8.2.3")
  void prefixesOfTheDocumentHoldInTheBody() throws XcapConflictException {
    assertThat(Lists.put("lists/x:list/x:entry[2]", "\n<x:entry/>\n"))
        .contains("<x:entry/><x:entry/></x:list>");
    assertThat(Lists.put("lists/x:list/x:entry[2]", "<entry xmlns='urn:x'/>"))
        .contains("<x:entry/><entry xmlns='urn:x'/></x:list>");
  }

  @Test
  @Spec("RFC 4825 §8.2.4")
  void theRootElementCanBeReplacedByOneOfItsName() throws XcapConflictException {
    assertThat(Lists.put("lists", "<a:lists xmlns:a='urn:lists'/>"))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- kept --><?keep this?>
            <a:lists xmlns:a='urn:lists'/>
            <!-- end -->
            """);
    assertConflict("cannot-insert", "others", "<others xmlns='urn:lists'/>");
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.3", "RFC 4825 §8.2.4", "RFC 4825 §11.1"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lists/list[1]/entry[@uri="sip:carol@example.org"]    | <entry uri="sip:dave@example.org"/>
          lists/list[1]/entry[@uri="sip:al@example.org"]       | <entry uri="sip:dave@example.org"/>
          lists/list[1]/entry[1][@uri="sip:al@example.org"]    | <entry/>
          lists/list[1]/entry[9]                               | <entry/>
          lists/list[1]/entry[4]                               | <entry/>
          lists/list[1]/entry[0]                               | <entry/>
          lists/list[1]/note                                   | <other/>
          lists/list[1]/extra                                  | <other/>
          lists/list[1]/extra                                  | <x:extra/>
          lists/list[1]/entry                                  | <entry/>
          lists/list                                           | <list/>
          """)
  void whatTheSameUriWouldNotGiveIsRefused(String selector, String body) {
    assertConflict("cannot-insert", selector, body);
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.1", "RFC 4825 §11.1"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lists/list[9]/entry         | lists
          lists/list/extra            | lists
          others/list                 | nothing
          lists/list[1]/a/b           | lists/list[1]
          lists/list[@name="friends"]/entry[1]/b/c | lists/list[@name="friends"]/entry[1]
          """)
  void aMissingParentIsSaidWithTheClosestAncestor(String selector, String ancestor) {
    XcapError error = conflict(selector, "<entry/>");

    assertThat(error).isInstanceOf(XcapError.NoParent.class);
    String said = ((XcapError.NoParent) error).ancestor();
    assertThat(said == null ? "nothing" : said).isEqualTo(ancestor);
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §11.1"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "null",
      textBlock =
          """
          ``
          text
          <note>
          <note></other>
          <note/><note/>
          <note/>text
          <!-- c --><note/>
          <?xml version="1.0"?><note/>
          <!DOCTYPE note><note/>
          <unbound:note/>
          </w><w>
          <note/></w><!--
          <note/></list><list>
          <note a="1" a="2"/>
          <note>&bomb;</note>
          """)
  void aBodyThatIsNoElementIsRefused(String body) {
    assertConflict("not-xml-frag", "lists/list[1]/note", body);
    assertConflict("not-xml-frag", "lists/list[1]/extra", body);
  }

  @Test
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §11.1"})
  void aBodyThatIsNotUtf8IsRefused() {
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(
            () ->
                DocumentEditor.put(
                    Lists.document(),
                    Lists.selector("lists/list[1]/note"),
                    new byte[] {'<', 'n', '>', (byte) 0xff}))
        .satisfies(e -> assertThat(e.error().element()).isEqualTo("not-utf-8"));
  }

  private static void assertConflict(String element, String selector, String body) {
    assertThat(conflict(selector, body).element()).isEqualTo(element);
  }

  private static XcapError conflict(String selector, String body) {
    try {
      throw new AssertionError(Lists.put(selector, body));
    } catch (XcapConflictException e) {
      return e.error();
    }
  }
}
