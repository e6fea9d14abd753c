package org.parlour.protocol.xcapdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.xcapdiff.XcapDiff.Document;

class XcapDiffTest {
  private static final XcapDiff DIFF =
      new XcapDiff(
          "http://xcap.example.org/xcap-root",
          List.of(
              new Document("resource-lists/users/sip:alice@example.org/index", "17", null),
              new Document(
                  "org.openmobilealliance.groups/users/sip:alice@example.org/team", "21", "18"),
              new Document("test-app/users/sip:alice@example.org/a%20%3Cb%3E", null, "19")));

  @Test
  @Spec("RFC 5874")
  void readsTheGoldenDocument() throws Exception {
    assertThat(XcapDiffReader.read(Wire.read("xcapdiff/11.7-changes.xml"))).isEqualTo(DIFF);
  }

  @Test
  @Spec({"RFC 5874", "RFC 5875"})
  void writesWhatTheSchemaAllowsAndItselfReads() throws Exception {
    byte[] written = XcapDiffWriter.write(DIFF);
    assertValid(written);
    assertThat(XcapDiffReader.read(written)).isEqualTo(DIFF);
    byte[] empty = XcapDiffWriter.write(new XcapDiff("http://xcap.example.org", List.of()));
    assertValid(empty);
    assertThat(XcapDiffReader.read(empty).documents()).isEmpty();
  }

  private static void assertValid(byte[] xml) throws Exception {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    Schema schema =
        factory.newSchema(
            Objects.requireNonNull(XcapDiffTest.class.getResource("/schema/xcap-diff.xsd")));
    assertThatCode(
            () -> schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml))))
        .doesNotThrowAnyException();
  }

  @Test
  void escapesWhatAWriterOfDocumentsMayChoose() throws Exception {
    XcapDiff odd = new XcapDiff("http://x/?a&b", List.of(new Document("a\"<'&>\n", "\"", "'<")));
    assertValid(XcapDiffWriter.write(odd));
    assertThat(XcapDiffReader.read(XcapDiffWriter.write(odd))).isEqualTo(odd);
  }

  @Test
  @Spec("RFC 5874")
  void passesOverPatchesAndParts() throws Exception {
    XcapDiff read =
        XcapDiffReader.read(
            Wire.bytes(
                """
                <d:xcap-diff xmlns:d='urn:ietf:params:xml:ns:xcap-diff' xcap-root='http://x/'>
                  <d:document sel='a' new-etag='2' previous-etag='1'>
                    <d:add sel='*'><list/></d:add></d:document>
                  <d:element sel='b/~~/c' exists='1'><c/></d:element>
                  <d:document sel='d'><d:body-not-changed/></d:document>
                </d:xcap-diff>"""));
    assertThat(read)
        .isEqualTo(
            new XcapDiff(
                "http://x", List.of(new Document("a", "2", "1"), new Document("d", null, null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<xcap-diff xcap-root='http://x'/>",
        "<xcap-diff xmlns='urn:ietf:params:xml:ns:xcap-diff'/>",
        "<xcap-diff xmlns='urn:ietf:params:xml:ns:xcap-diff' xcap-root='r'><document/></xcap-diff>",
        "<xcap-diff xmlns='urn:ietf:params:xml:ns:xcap-diff' xcap-root='r'><document sel='a'>",
        "<!DOCTYPE x [<!ENTITY e 'e'>]>"
            + "<xcap-diff xmlns='urn:ietf:params:xml:ns:xcap-diff' xcap-root='&e;'/>",
      })
  void refusesWhatIsNone(String xml) {
    assertThatThrownBy(() -> XcapDiffReader.read(Wire.bytes(xml)))
        .isInstanceOf(MalformedBodyException.class);
  }
}
