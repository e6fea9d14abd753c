package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;
import static org.parlour.xdm.support.Samples.TREE;
import static org.parlour.xdm.support.XcapClient.ATTRIBUTE;
import static org.parlour.xdm.support.XcapClient.ELEMENT;
import static org.parlour.xdm.support.XcapClient.assertConflict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;

/// Changes that cannot be made, and how that is said.
class ConflictsIT {
  private final XcapClient alice = RunningXcap.alice();

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §8.2.5", "RFC 4825 §11.1"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not-well-formed         | <resource-lists>
          not-well-formed         | <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>
          schema-validation-error | <others/>
          schema-validation-error | <resource-lists/>
          schema-validation-error | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"/>
          schema-validation-error | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list odd="1"/></resource-lists>
          schema-validation-error | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry/></list></resource-lists>
          uniqueness-failure      | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list name="a"/><list name="a"/></resource-lists>
          """)
  void whatCannotBeADocumentIsAConflict(String element, String body) {
    assertConflict(element, alice.put(TREE + "conflict", LISTS, body));
    assertThat(alice.get(TREE + "conflict").status()).isEqualTo(404);
  }

  @Test
  @Spec({"RFC 4825 §8.2.1", "RFC 4825 §8.2.5", "RFC 4825 §8.4", "RFC 4825 §11.1"})
  void everyOtherConflictHasItsElement() {
    String path = TREE + "conflicts";
    assertConflict("no-parent", alice.put(path + "/~~/resource-lists/list", ELEMENT, "<list/>"));
    assertConflict("not-utf-8", alice.put(path, LISTS, TEXT.getBytes(ISO_8859_1)));
    alice.put(path, LISTS, TEXT);
    String list = path + "/~~/resource-lists/list%5b1%5d";
    assertConflict("not-xml-frag", alice.put(list, ELEMENT, "<list>"));
    assertConflict("not-xml-att-value", alice.put(list + "/@name", ATTRIBUTE, "<"));
    assertConflict("cannot-insert", alice.put(list + "/entry%5b9%5d", ELEMENT, "<entry/>"));
    assertConflict("schema-validation-error", alice.put(list + "/@odd", ATTRIBUTE, "1"));
    assertConflict("schema-validation-error", alice.delete(list + "/entry/@uri"));
    assertConflict("cannot-delete", alice.delete(path + "/~~/resource-lists"));
    Answer orphan = alice.put(path + "/~~/resource-lists/list%5b2%5d/entry", ELEMENT, "<entry/>");
    assertConflict("no-parent", orphan);
    assertThat(orphan.text())
        .contains("<ancestor>" + alice.root() + path + "/~~/resource-lists</ancestor>");
    assertThat(alice.get(path).text()).isEqualTo(TEXT);
  }
}
