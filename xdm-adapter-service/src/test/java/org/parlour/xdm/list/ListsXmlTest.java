package org.parlour.xdm.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xml.XmlDocument;
import tools.jackson.databind.json.JsonMapper;

/// Lists from JSON to XML and back.
class ListsXmlTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ApplicationUsage USAGE =
      new ApplicationUsages(false).find(ApplicationUsages.RESOURCE_LISTS).orElseThrow();

  private static List<UserList> asked(String json) {
    return JSON.readValue(json, ListsView.class).checked();
  }

  private static XmlDocument document(String inner) {
    String text =
        "<rl:resource-lists xmlns:rl='urn:ietf:params:xml:ns:resource-lists'"
            + " xmlns:x='urn:example'>"
            + inner
            + "</rl:resource-lists>";
    return USAGE.read(null, text.getBytes(UTF_8));
  }

  private static XmlDocument written(List<UserList> lists, @Nullable XmlDocument before) {
    return USAGE.read(before, ListsXml.document(lists, before));
  }

  @Test
  @Spec("RFC 4826 §3.2")
  void whatJsonSaysIsWrittenAsOneExpectsIt() {
    List<UserList> lists =
        asked(
            """
            {"lists": [
              {"name": "friends", "displayName": "My <friends>", "entries": [
                {"address": "sips:bob@EXAMPLE.org;transport=tcp", "displayName": " Bob "},
                {"address": "tel:+358-40-1234", "displayName": ""}]},
              {"name": "a \\"&\\" b"}]}""");

    assertThat(written(lists, null).text())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
              <list name="friends">
                <display-name>My &lt;friends&gt;</display-name>
                <entry uri="sip:bob@example.org"><display-name>Bob</display-name></entry>
                <entry uri="tel:+358401234"/>
              </list>
              <list name="a &quot;&amp;&quot; b">
              </list>
            </resource-lists>
            """);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<UserList> lists =
        asked(
            """
            {"lists": [
              {"name": "tab\\there", "displayName": "two\\nlines \\uD83D\\uDE00", "entries": []},
              {"name": "b", "entries": [{"address": "sip:b@example.org", "displayName": "]]>"}]},
              {"name": "c", "entries": [{"address": "sip:b@example.org"}]}]}""");

    XmlDocument document = written(lists, null);

    assertThat(ListsXml.lists(document)).isEqualTo(lists);
    assertThat(ListsXml.beyondJson(document)).isEmpty();
    String json = JSON.writeValueAsString(ListsView.of(lists, false));
    assertThat(asked(json)).isEqualTo(lists);
  }

  @Test
  void aDocumentIsReadHoweverItIsWritten() {
    XmlDocument document =
        document(
            """
            <!-- mine -->
            <rl:list name="a"><rl:display-name> A <![CDATA[& B]]></rl:display-name>
              <rl:entry uri="Bob@EXAMPLE.org"/><?pi?>
              <rl:entry uri="sips:carol@example.org;x=y"><rl:display-name/></rl:entry>
            </rl:list>
            <rl:list name='b'/>""");

    assertThat(ListsXml.beyondJson(document)).isEmpty();
    assertThat(ListsXml.lists(document))
        .containsExactly(
            new UserList(
                "a",
                "A & B",
                List.of(
                    new UserList.Entry("sip:Bob@example.org", null),
                    new UserList.Entry("sip:carol@example.org", null))),
            new UserList("b", null, List.of()));
  }

  @Test
  void anAddressThatStaysInItsListStaysAsItIsWritten() {
    XmlDocument before =
        document(
            """
            <rl:list name="a"><rl:entry uri="sip:bob@example.org;user=ip"/></rl:list>
            <rl:list name="b"><rl:entry uri="sip:Carol@EXAMPLE.org"/></rl:list>""");
    List<UserList> lists =
        asked(
            """
            {"lists": [
              {"name": "a", "entries": [
                {"address": "sip:Carol@example.org"},
                {"address": "sip:bob@example.org", "displayName": "Bob"}]},
              {"name": "new", "entries": [{"address": "sip:bob@example.org"}]}]}""");

    XmlDocument after = written(lists, before);

    assertThat(ListsXml.lists(after)).isEqualTo(lists);
    assertThat(after.text())
        .contains(
            "\"sip:Carol@example.org\"/>",
            "\"sip:bob@example.org;user=ip\"><display-name>Bob<",
            "\"sip:bob@example.org\"/>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rl:list name='a'/><rl:list/> | list[2]/@name",
        "<rl:list name=' a'/> | list[1]/@name",
        "<rl:list name='a' x:color='red'/> | list[1]/@{urn:example}color",
        "<rl:list name='a'><rl:list name='b'/></rl:list> | list[1]/list[1]",
        "<rl:list name='a'><rl:external anchor='b'/></rl:list> | list[1]/external[1]",
        "<rl:list name='a'><rl:entry-ref ref='b'/></rl:list> | list[1]/entry-ref[1]",
        "<rl:list name='a'><x:y/></rl:list> | list[1]/y[1]",
        "<rl:list name='a'><rl:display-name xml:lang='en'>A</rl:display-name></rl:list>"
            + " | list[1]/display-name[1]/@{http://www.w3.org/XML/1998/namespace}lang",
        "<rl:list name='a'><rl:entry uri='pres:b@c.org'/></rl:list> | list[1]/entry[1]/@uri",
        "<rl:list name='a'><rl:entry uri='b@c.org' x:y='z'/></rl:list>"
            + " | list[1]/entry[1]/@{urn:example}y",
        "<rl:list name='a'><rl:entry uri='b@c.org'><x:y/></rl:entry></rl:list>"
            + " | list[1]/entry[1]/y[1]",
      })
  void whatJsonCannotSayIsFound(String inner, String place) {
    assertThat(ListsXml.beyondJson(document(inner)))
        .isEqualTo(Optional.of("resource-lists/" + place));
  }

  @Test
  void anAddressOfAnotherSchemeIsShownAsItIsWritten() {
    XmlDocument document = document("<rl:list name='a'><rl:entry uri='pres:b@c.org'/></rl:list>");

    assertThat(ListsXml.lists(document).getFirst().entries())
        .containsExactly(new UserList.Entry("pres:b@c.org", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lists\": null}",
        "{\"lists\": [null]}",
        "{\"lists\": [{\"name\": \" \"}]}",
        "{\"lists\": [{\"name\": \"a\\u0001\"}]}",
        "{\"lists\": [{\"name\": \"a\", \"displayName\": \"\\uD83D\"}]}",
        "{\"lists\": [{\"name\": \"a\"}, {\"name\": \"a \"}]}",
        "{\"lists\": [{\"name\": \"a\", \"entries\": [null]}]}",
        "{\"lists\": [{\"name\": \"a\", \"entries\": [{}]}]}",
        "{\"lists\": [{\"name\": \"a\", \"entries\": [{\"address\": \"bob\"}]}]}",
        "{\"lists\": [{\"name\": \"a\", \"entries\":"
            + " [{\"address\": \"sip:b@c.org\"}, {\"address\": \"sips:b@C.org\"}]}]}"
      })
  void whatNoListsAreIsRefused(String json) {
    assertThatExceptionOfType(GroupRefused.class)
        .isThrownBy(() -> asked(json))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
  }
}
