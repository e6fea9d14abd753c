package org.parlour.protocol.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Wire;

class XmlCursorTest {
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(100_000, 10);

  /// Text of every child `c` of the root.
  private static List<String> read(byte[] xml) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("doc", xml, LIMITS);
    List<String> found = new ArrayList<>();
    int root = in.depth();
    while (in.nextChildOf(root)) {
      if (in.is("urn:a", "c")) {
        found.add(in.text());
      }
    }
    in.finish();
    return found;
  }

  @Test
  void walksOverWhatItDoesNotKnow() throws Exception {
    String xml =
        "<r xmlns='urn:a'>x<u><c>no</c></u><c> a<c>no</c>b<![CDATA[<]]>&amp; </c><!-- --><c/></r>";
    assertThat(read(Wire.bytes(xml))).containsExactly("ab<&", "");
  }

  @Test
  void takesEveryDocumentForUtf8WhateverItDeclares() throws Exception {
    String xml = "\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><r xmlns='urn:a'><c>é</c></r>";
    assertThat(read(Wire.bytes(xml))).containsExactly("é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no xml",
        "<r",
        "<r>",
        "<r></x>",
        "<r/><r/>",
        "<r/>garbage",
        "<r a='1' a='2'/>",
        "<x:r/>",
        "<!DOCTYPE r><r/>",
        "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r xmlns='urn:a'><c>&x;</c></r>",
        "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]><r/>",
        "<r xmlns='urn:a'><c>&undeclared;</c></r>",
        "<r xmlns='urn:a'><c>&#0;</c></r>",
        "<r xmlns='urn:a'><c>\u0001</c></r>",
        "<r><r><r><r><r><r><r><r><r><r><r/></r></r></r></r></r></r></r></r></r></r>",
      })
  void refusesWhatIsBrokenOrDangerous(String xml) {
    assertThatThrownBy(() -> read(Wire.bytes(xml)))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageStartingWith("doc: ")
        .message()
        .doesNotContain("root:");
  }

  @Test
  void isNotBlownUpByEntities() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 30; i++) {
      String inner = "&a" + (i - 1) + ";";
      bomb.append("<!ENTITY a").append(i).append(" '").append(inner.repeat(10)).append("'>");
    }
    byte[] xml = Wire.bytes(bomb + "]><r xmlns='urn:a'><c>&a29;</c></r>");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThatThrownBy(() -> read(xml)).isInstanceOf(MalformedBodyException.class));
  }

  @Test
  void refusesBrokenUtf8AndTooMuchText() {
    byte[] broken = Wire.bytes("<r xmlns='urn:a'><c>xx</c></r>");
    broken[21] = (byte) 0xff;
    byte[] large = Wire.bytes("<r xmlns='urn:a'><c>" + "y".repeat(5000) + "</c></r>");
    assertThatThrownBy(() -> read(broken)).isInstanceOf(MalformedBodyException.class);
    assertThatThrownBy(() -> read(large)).hasMessageContaining("4096 characters");
    assertThatThrownBy(() -> read(new byte[100_001])).hasMessageContaining("octets");
  }

  @Property(tries = 300)
  void readsBackEveryTextThatXmlCanHold(@ForAll @StringLength(max = 60) String text)
      throws Exception {
    byte[] xml =
        new XmlText()
            .raw("<r xmlns=\"urn:a\"")
            .attribute("x", text)
            .raw(">")
            .element("c", text)
            .raw("</r>")
            .toBytes();
    String read = read(xml).getFirst();
    if (text.codePoints().allMatch(c -> c >= ' ' && c < 0xd800)) {
      assertThat(read).isEqualTo(text.strip());
    }
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(read)).isTrue();
  }

  @Property(tries = 300)
  void answersAnyBytesWithItsOwnException(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedBodyException.class);
  }
}
