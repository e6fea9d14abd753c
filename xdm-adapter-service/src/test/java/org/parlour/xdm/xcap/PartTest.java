package org.parlour.xdm.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xml.XmlDocument;

class PartTest {
  @ParameterizedTest
  @Spec({"RFC 4825 §7.6", "RFC 4825 §8.3"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lists/list[2]                        | <list name="empty"/>
          lists/list[@name="empty"]            | <list name="empty"/>
          lists/*[2]                           | <list name="empty"/>
          lists/*[2][@name="empty"]            | <list name="empty"/>
          l:lists/l:list[@name='empty']        | <list name="empty"/>
          lists/x:list/x:entry                 | <x:entry/>
          lists/*[3]/*                         | <x:entry/>
          lists/list/note                      | <note>x</note>
          lists/list[1]/entry[1]               | <entry uri="sip:al@example.org"  x:seen = "1" />
          lists/list/entry[@x:seen="1"]        | <entry uri="sip:al@example.org"  x:seen = "1" />
          lists/list/*[1]                      | <entry uri="sip:al@example.org"  x:seen = "1" />
          lists/list                           | nothing
          lists/*                              | nothing
          lists/list[3]                        | nothing
          lists/list[0]                        | nothing
          lists/*[2][@name="friends"]          | nothing
          list[1]                              | nothing
          x:lists                              | nothing
          lists/list[1]/entry[@seen="1"]       | nothing
          lists/list[1]/note[@a="1"]           | nothing
          """)
  void anElementIsGivenAsItIsWritten(String selector, String expected) {
    assertThat(Lists.get(Lists.document(), selector)).isEqualTo(expected);
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §7.9", "RFC 4825 §8.3"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lists/list[1]/@name                  | friends
          lists/list[1]/@x:color               | re"d
          lists/list[1]/entry[2]/@uri          | sip:bob@example.org
          lists/list[1]/@color                 | nothing
          lists/list/@name                     | nothing
          """)
  void anAttributeIsGivenAsItIsWritten(String selector, String expected) {
    assertThat(Lists.get(Lists.document(), selector)).isEqualTo(expected);
  }

  @Test
  @Spec({"RFC 4825 §7.10", "RFC 4825 §10"})
  void bindingsAreGivenInAnElementOfThatNameWithNothingElse() {
    XmlDocument document =
        Lists.document("<l:lists xmlns:l='urn:lists' xmlns='u&amp;' b='1'><list/></l:lists>");

    Part part = Part.of(document, Lists.selector("lists/namespace::*")).orElseThrow();

    assertThat(part.mediaType()).isEqualTo("application/xcap-ns+xml");
    assertThat(part.body()).isEqualTo("<l:lists xmlns=\"u&amp;\" xmlns:l=\"urn:lists\"/>");
  }
}
