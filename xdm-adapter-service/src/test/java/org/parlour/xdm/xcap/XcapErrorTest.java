package org.parlour.xdm.xcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

class XcapErrorTest {
  static Stream<XcapError> errors() {
    return Stream.of(
        new XcapError.NotWellFormed("p"),
        new XcapError.NotXmlFragment("p"),
        new XcapError.NoParent("p", null),
        new XcapError.SchemaValidation("p"),
        new XcapError.NotXmlAttributeValue("p"),
        new XcapError.CannotInsert("p"),
        new XcapError.CannotDelete("p"),
        new XcapError.UniquenessFailure("p", "f", List.of()),
        new XcapError.ConstraintFailure("p"),
        new XcapError.NotUtf8("p"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Spec("RFC 4825 §11.2")
  void everyKindIsOneElementWithAPhrase(XcapError error) throws BrokenXmlException {
    XmlElement root = XmlDocument.parse(error.toXml()).root();

    assertThat(root.is("urn:ietf:params:xml:ns:xcap-error", "xcap-error")).isTrue();
    assertThat(root.children()).hasSize(1);
    XmlElement kind = root.children().getFirst();
    assertThat(kind.name().local()).isEqualTo(error.element());
    assertThat(kind.attribute("phrase")).contains("p");
  }

  @Test
  @Spec("RFC 4825 §11.1")
  void aFailureOfUniquenessNamesTheFieldAndWhatIsFree() {
    XcapError error =
        new XcapError.UniquenessFailure(
            "taken", "group/list-service/@uri", List.of("sip:a-2@im.example.org"));

    assertThat(new String(error.toXml(), UTF_8))
        .endsWith(
            "<uniqueness-failure phrase=\"taken\"><exists field=\"group/list-service/@uri\">"
                + "<alt-value>sip:a-2@im.example.org</alt-value></exists></uniqueness-failure>"
                + "</xcap-error>");
  }

  @Test
  @Spec("RFC 4825 §11.1")
  void aMissingParentNamesTheAncestorThatIsThere() {
    XcapError error = new XcapError.NoParent("p", "http://h/root/a?b&c");

    assertThat(new String(error.toXml(), UTF_8))
        .contains("<ancestor>http://h/root/a?b&amp;c</ancestor>");
  }
}
