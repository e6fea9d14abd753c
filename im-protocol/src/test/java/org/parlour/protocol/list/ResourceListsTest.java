package org.parlour.protocol.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.address.ImAddress;

class ResourceListsTest {
  private static final String OPEN =
      "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'"
          + " xmlns:cp='urn:ietf:params:xml:ns:copycontrol'>";
  private static final Recipient BOB = recipient("bob", CopyControl.TO, false);
  private static final Recipient CAROL = recipient("carol", CopyControl.TO, false);
  private static final Recipient DAVE = recipient("dave", CopyControl.BCC, false);

  @Test
  @Spec({"RFC 5366 §3", "RFC 5364 §4"})
  void readsTheGoldenList() throws Exception {
    assertThat(ResourceLists.read(Wire.read("list/7.2.1.2-recipients.xml")))
        .containsExactly(BOB, CAROL, DAVE);
  }

  @Test
  @Spec("RFC 5364 §5")
  void hidesBlindRecipientsFromTheHistory() throws Exception {
    byte[] history =
        ResourceLists.writeHistory(
            List.of(BOB, CAROL, DAVE, recipient("erin", CopyControl.NONE, false)));
    assertThat(ResourceLists.read(history))
        .isEqualTo(ResourceLists.read(Wire.read("list/7.2.2.2-history.xml")))
        .containsExactly(BOB, CAROL);
    assertThat(history).asString().doesNotContain("dave", "erin");
  }

  @Test
  @Spec("RFC 5364 §5")
  void disclosesNoAddressOfWhoIsHidden() {
    assertThat(
            ResourceLists.disclosed(
                List.of(
                    BOB,
                    recipient("carol", CopyControl.CC, true),
                    DAVE,
                    recipient("erin", CopyControl.NONE, false))))
        .containsExactly(
            BOB,
            new Recipient(
                ImAddress.sip("anonymous", "anonymous.invalid"), CopyControl.CC, true, null));
  }

  @Test
  @Spec("RFC 5364 §5")
  void countsAnonymousRecipientsInsteadOfNamingThem() {
    byte[] history =
        ResourceLists.writeHistory(
            List.of(
                recipient("bob", CopyControl.TO, true),
                CAROL,
                recipient("dave", CopyControl.TO, true),
                recipient("erin", CopyControl.CC, true),
                recipient("frank", CopyControl.BCC, true)));
    assertThat(history)
        .asString()
        .contains("<entry uri=\"sip:carol@example.org\" cp:copyControl=\"to\"/>")
        .contains(
            "<entry uri=\"sip:anonymous@anonymous.invalid\" cp:copyControl=\"to\" cp:count=\"2\"/>")
        .contains(
            "<entry uri=\"sip:anonymous@anonymous.invalid\" cp:copyControl=\"cc\" cp:count=\"1\"/>")
        .doesNotContain("bob", "dave", "erin", "frank");
  }

  @Test
  @Spec({"RFC 5363 §4", "RFC 4826 §3"})
  void flattensNestedListsAndPassesOverWhatItDoesNotFollow() throws Exception {
    String xml =
        OPEN
            + """
              <list name="friends"><display-name>x</display-name>
                <entry uri="sip:bob@example.org" cp:copyControl="to"><display-name>Bob</display-name>
                  <x:y xmlns:x="urn:x"><entry uri="sip:hidden@example.org"/></x:y></entry>
                <external anchor="http://example.org/lists"/>
                <entry-ref ref="users/alice"/>
                <list><entry uri=" sip:carol@example.org " cp:copyControl="to"/></list>
                <entry xmlns="urn:other" uri="sip:other@example.org"/>
              </list>
              <list><entry uri="sip:dave@example.org" cp:copyControl="bcc"/></list>
              </resource-lists>
              """;
    assertThat(ResourceLists.read(Wire.bytes(xml))).containsExactly(BOB, CAROL, DAVE);
  }

  @Test
  @Spec("RFC 5363 §4.1")
  void keepsEachUserOnceInTheMostOpenForm() throws Exception {
    String xml =
        OPEN
            + """
              <list><entry uri="sip:bob@example.org;transport=tcp" cp:copyControl="bcc"/>
              <entry uri="sip:bob@EXAMPLE.org:5060" cp:copyControl="cc" cp:anonymize="1"/>
              <entry uri="sip:bob@example.org"/></list></resource-lists>
              """;
    assertThat(ResourceLists.read(Wire.bytes(xml)))
        .containsExactly(
            new Recipient(
                ImAddress.parse("sip:bob@example.org;transport=tcp"), CopyControl.CC, true, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sip:b@h?Subject=x                                     |
          sip:b@h?Subject=x&amp;Replaces=c%40h%3Bto-tag%3d1     | c@h;to-tag=1
          sip:b@h?replaces=c;to-tag=1                           | c;to-tag=1
          sip:b@h                                               |
          sip:h?Replaces=c                                      | c
          """)
  @Spec({"RFC 5363 §4.1", "RFC 3891 §3"})
  void keepsOfHeaderComponentsOnlyReplaces(String uri, String replaces) throws Exception {
    List<Recipient> read = ResourceLists.read(list("<entry uri='" + uri + "'/>"));
    assertThat(read.getFirst().replaces()).isEqualTo(replaces);
    assertThat(read.getFirst().address().toString()).doesNotContain("?");
    assertThat(ResourceLists.read(ResourceLists.write(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<entry uri='sip:b@h?Replaces=c%0d%0aRoute:x'/>",
        "<entry uri='sip:b@h?Replaces=c%zz'/>",
        "<entry uri='sip:b@h?Replaces=%ff'/>",
        "<entry uri='sip:b@h&#13;&#10;Route: x'/>",
        "<entry uri='http://example.org'/>",
        "<entry uri=''/>",
        "<entry/>",
        "<entry uri='sip:b@h' cp:copyControl='all'/>",
        "<entry uri='sip:b@h' cp:anonymize='maybe'/>",
        "<entry uri='sip:b@h'>",
        "<entry uri='sip:b@h'/>&undeclared;",
        ""
      })
  @Spec("RFC 5363 §4.1")
  void refusesBrokenEntries(String entries) {
    byte[] xml = list(entries);
    assertThatThrownBy(() -> ResourceLists.read(xml)).isInstanceOf(MalformedBodyException.class);
  }

  @Test
  @Spec("RFC 5366 §3")
  void saysWhenAListIsEmpty() {
    assertThatThrownBy(() -> ResourceLists.read(list("<external anchor='x'/>")))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessage("list: no entries");
  }

  @Test
  void hasLimits() {
    byte[] deep = Wire.bytes(OPEN + "<list>".repeat(50_000));
    byte[] large = Wire.bytes(OPEN + " ".repeat(300_000) + "</resource-lists>");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 2000; i++) {
      many.append("<entry uri='sip:u").append(i).append("@h'/>");
    }
    assertThatThrownBy(() -> ResourceLists.read(deep)).hasMessageContaining("octets");
    assertThatThrownBy(() -> ResourceLists.read(list("<list>".repeat(20))))
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> ResourceLists.read(large)).hasMessageContaining("octets");
    assertThatThrownBy(() -> ResourceLists.read(list(many.toString())))
        .hasMessageContaining("too many entries");
  }

  @Test
  void readsBackWhatAClientWrites() throws Exception {
    List<Recipient> recipients =
        List.of(
            BOB,
            recipient("carol", CopyControl.CC, true),
            DAVE,
            new Recipient(
                ImAddress.parse("sip:e&f@example.org;x=1"), CopyControl.NONE, false, "a@b;c=d é"));
    assertThat(ResourceLists.read(ResourceLists.write(recipients))).isEqualTo(recipients);
  }

  private static byte[] list(String entries) {
    return Wire.bytes(OPEN + "<list>" + entries + "</list></resource-lists>");
  }

  @Test
  @Spec("RFC 5875")
  void readsUrisOfWhateverKindAsTheyStand() throws Exception {
    List<String> uris =
        List.of("resource-lists/users/sip:a@b/index", "http://x/y?z&amp;", "test-app/", "/");
    assertThat(ResourceLists.readUris(ResourceLists.writeUris(uris))).isEqualTo(uris);
    assertThat(
            ResourceLists.readUris(
                Wire.bytes(
                    OPEN
                        + "<list><entry uri=' a/ '/><list><entry uri='b'/></list>"
                        + "<entry uri='a/'/></list></resource-lists>")))
        .containsExactly("a/", "b");
    assertThatThrownBy(() -> ResourceLists.readUris(Wire.bytes(OPEN + "<list/></resource-lists>")))
        .isInstanceOf(MalformedBodyException.class);
  }

  private static Recipient recipient(String user, CopyControl control, boolean anonymize) {
    return new Recipient(ImAddress.sip(user, "example.org"), control, anonymize, null);
  }
}
