package org.parlour.xdm.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// A long document that comes from a valid one is refused when, and as, it would be by itself.
@Spec("RFC 4825 §8.2.5")
class UnchangedProperties {
  private static final int ENTRIES = 300;
  private static final ApplicationUsages USAGES = new ApplicationUsages(false);
  private static final ApplicationUsage GROUPS =
      USAGES.find(ApplicationUsages.GROUPS).orElseThrow();
  private static final ApplicationUsage LISTS = USAGES.find("resource-lists").orElseThrow();

  private static final String GROUP =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <group xmlns="urn:oma:xml:poc:list-service" xmlns:rl="urn:ietf:params:xml:ns:resource-lists">
        <list-service uri="sip:team@im.example.org">
          <display-name>Team</display-name>
          <list>
      %s    </list>
          <invite-members>false</invite-members>
          <max-participant-count>7</max-participant-count>
        </list-service>
      </group>
      """;

  private static final String LIST =
      """
      <rl:resource-lists xmlns:rl="urn:ietf:params:xml:ns:resource-lists">
        <rl:list name="all">
          <rl:entry uri="sip:first@example.org"/><rl:entry uri="sip:second@example.org"/>
          <rl:list name="some">
      %s    </rl:list>
          <rl:entry uri="sip:last@example.org"/><rl:entry uri="sip:end@example.org"/></rl:list>
      </rl:resource-lists>
      """;

  private static String entry(int number) {
    return """
    <entry uri="sip:user%d@example.org"
        ><rl:display-name>User %d</rl:display-name></entry>
    """
        .formatted(number, number);
  }

  private static String filled(String document, String prefix) {
    return document.formatted(
        IntStream.range(0, ENTRIES)
            .mapToObj(UnchangedProperties::entry)
            .collect(Collectors.joining())
            .replace("<entry", "<" + prefix + "entry")
            .replace("</entry", "</" + prefix + "entry"));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        "<entry uri='sip:new@example.org'/>",
        "<entry/>",
        "<rl:entry uri='sip:new@example.org'/>",
        "<rl:entry/>",
        "<odd/>",
        "text",
        "<!-- kept -->",
        "<!--",
        "-->",
        "<list>",
        "</list>",
        "</list><list>",
        "</rl:list><rl:list>",
        "<external anchor='x'/>",
        "<rl:display-name>n</rl:display-name>",
        "<entry uri='sip:new@example.org'><x xmlns='urn:x'/></entry><entry uri='sip:b@x'/>",
        " uri='sip:new@example.org'",
        "7",
        "maybe",
        "list",
        "rl");
  }

  @Provide
  Arbitrary<List<String>> marks() {
    return Arbitraries.of(
            "<entry",
            "</entry>",
            "<rl:entry",
            "</rl:entry>",
            "<list>",
            "</list>",
            "<rl:list",
            "/rl:list",
            "uri=",
            "User",
            "false",
            "7",
            "rl=",
            "urn:",
            "<list-service",
            "<rl:display-name>")
        .list()
        .ofMinSize(1)
        .ofMaxSize(2);
  }

  @Property(tries = 1500)
  void isRefusedAsItWouldBeByItself(
      @ForAll boolean group,
      @ForAll("marks") List<String> marks,
      @ForAll @IntRange(max = ENTRIES) int turn,
      @ForAll("pieces") String piece,
      @ForAll boolean replaced)
      throws BrokenXmlException {
    ApplicationUsage usage = group ? GROUPS : LISTS;
    XmlDocument before = XmlDocument.parse(group ? filled(GROUP, "") : filled(LIST, "rl:"));
    assertThat(refusal(usage, null, before)).isEmpty();
    String text = before.text();
    for (String mark : marks) {
      text = edited(text, mark, turn, piece, replaced);
    }
    XmlDocument after;
    try {
      after = XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      return;
    }
    assertThat(refusal(usage, before, after)).isEqualTo(refusal(usage, null, after));
  }

  /// Puts something before the `turn`-th of such marks, or the last one, or instead of it.
  private static String edited(String text, String mark, int turn, String piece, boolean replaced) {
    int place = text.indexOf(mark);
    if (place < 0) {
      return text;
    }
    for (int i = 0; i < turn && text.indexOf(mark, place + 1) >= 0; i++) {
      place = text.indexOf(mark, place + 1);
    }
    return text.substring(0, place)
        + piece
        + text.substring(replaced ? place + mark.length() : place);
  }

  /// What is said against a document; empty when it is taken.
  private static String refusal(ApplicationUsage usage, XmlDocument before, XmlDocument after) {
    try {
      usage.check(before, after);
      return "";
    } catch (XcapConflictException e) {
      return e.error().toString();
    }
  }
}
