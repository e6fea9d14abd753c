package org.parlour.xdm.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.XmlDocument;

class DeleteTest {
  @Test
  @Spec({"RFC 4825 §7.5", "RFC 4825 §8.4"})
  void anElementGoesAndNothingElse() throws XcapConflictException {
    assertThat(Lists.delete("lists/list[1]/note"))
        .isEqualTo(Lists.TEXT.replace("<note>x</note>", ""));
    assertThat(Lists.delete("lists/list[2]"))
        .isEqualTo(Lists.TEXT.replace("<list name=\"empty\"/>", ""));
  }

  @Test
  @Spec({"RFC 4825 §7.8", "RFC 4825 §8.4"})
  void anAttributeGoesWithTheSpaceBeforeIt() throws XcapConflictException {
    assertThat(Lists.delete("lists/list[1]/entry[1]/@x:seen"))
        .isEqualTo(Lists.TEXT.replace("  x:seen = \"1\"", ""));
    assertThat(Lists.delete("lists/list[@name=\"empty\"]/@name"))
        .isEqualTo(Lists.TEXT.replace(" name=\"empty\"", ""));
  }

  @ParameterizedTest
  @Spec("RFC 4825 §8.4")
  @ValueSource(strings = {"lists/list[3]", "lists/list", "lists/list[1]/@a", "lists/list/@name"})
  void whatIsNotThereCannotBeDeleted(String selector) throws XcapConflictException {
    assertThat(DocumentEditor.delete(Lists.document(), Lists.selector(selector))).isEmpty();
  }

  @Test
  @Spec("RFC 4825 §8.4")
  void whatStoodBetweenPartsOfSomethingForbiddenStays() {
    XmlDocument document = Lists.document("<lists xmlns='urn:lists'>]<note/>]></lists>");
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(() -> DocumentEditor.delete(document, Lists.selector("lists/note")))
        .satisfies(e -> assertThat(e.error().element()).isEqualTo("cannot-delete"));
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.4", "RFC 4825 §11.1"})
  @ValueSource(
      strings = {"lists/list[1]", "lists/*[1]", "lists/list[1]/entry[1]", "lists/*[2]", "lists"})
  void whatWouldStillBeThereUnderTheSameUriStays(String selector) {
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(() -> Lists.delete(selector))
        .satisfies(e -> assertThat(e.error().element()).isEqualTo("cannot-delete"));
  }
}
