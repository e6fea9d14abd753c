package org.parlour.xdm.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

class ApplicationUsagesTest {
  private static final String GROUP =
      "<group xmlns='urn:oma:xml:poc:list-service'><list-service uri='sip:t@im.example.org'>"
          + "%s</list-service></group>";
  private static final String RULE =
      "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:im='urn:oma:xml:im:im-rules'>"
          + "%s</ruleset>";
  private static final String HISTORY =
      "<history-list xmlns='urn:oma:xml:im:history-list'><history history-reference='sip:h-1@im'>"
          + "%s</history></history-list>";

  @ParameterizedTest
  @Spec("RFC 4825 §8.2.5")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true  | <list><entry uri="sip:a@b"/></list><invite-members>1</invite-members>
          true  | <display-name>a</display-name><display-name xml:lang="de">b</display-name>
          true  | <max-participant-count>0</max-participant-count><x xmlns="urn:x"/>
          true  | <list><external anchor="x/y"/></list>
          true  | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule id="a b"/></ruleset>
          false | <list><entry/></list>
          false | <invite-members>maybe</invite-members>
          false | <max-participant-count>-1</max-participant-count>
          false | <max-participant-count>1</max-participant-count><list/>
          false | <odd/>
          false | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule/></ruleset>
          false | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule id="a"><actions><join-handling xmlns="urn:oma:xml:poc:list-service">maybe</join-handling></actions></rule></ruleset>
          false | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule id="a"/><rule id="a"/></ruleset>
          """)
  void aGroupIsAsItsSchemaSays(boolean valid, String content) {
    check(valid, ApplicationUsages.GROUPS, GROUP.formatted(content));
  }

  @ParameterizedTest
  @Spec({"ISS-2", "RFC 4745 §7"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true  | <rule id="a"><conditions><identity><one id="sip:m@x"/></identity></conditions><actions><im:allow-session>reject</im:allow-session></actions></rule>
          true  | <rule id="a"><actions><im:allow-pager-mode-message>pass</im:allow-pager-mode-message></actions><transformations/></rule>
          false | <rule id="a"><actions><im:allow-session>perhaps</im:allow-session></actions></rule>
          false | <rule id="a"><conditions><identity><two/></identity></conditions></rule>
          false | <rule id="a"><actions/><conditions/></rule>
          """)
  void theRulesOfAUserAreAsTheirSchemaSays(boolean valid, String content) {
    check(valid, "org.openmobilealliance.im-rules", RULE.formatted(content));
  }

  @ParameterizedTest
  @Spec("REFS-1")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true  | <size>1</size><pager><time-stamp>2026-01-01T00:00:00Z</time-stamp><from>sip:a@b</from><to>sip:c@d</to></pager>
          true  | <conference><time-start>2026-01-01T00:00:00Z</time-start><conf-list><entry uri="sip:a@b"/></conf-list></conference>
          false | <size>1</size>
          false | <conference><conf-list/></conference>
          """)
  void theListOfHistoryIsAsItsSchemaSays(boolean valid, String content) {
    check(valid, "org.openmobilealliance.conv-history", HISTORY.formatted(content));
    check(valid, "org.openmobilealliance.deferred-list", HISTORY.formatted(content));
  }

  @Test
  @Spec({"RFC 4826 §3.4.5", "RFC 4825 §11.1"})
  void whatStandsTwiceInAListIsNamed() {
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(
            () ->
                check(
                    "resource-lists",
                    "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list/><list>"
                        + "<list><entry uri='a'/><entry uri='b'/><entry uri='a'/></list></list>"
                        + "</resource-lists>"))
        .satisfies(
            e ->
                assertThat(((XcapError.UniquenessFailure) e.error()).field())
                    .isEqualTo("resource-lists/list%5B2%5D/list%5B1%5D/entry%5B3%5D/@uri"));
  }

  @Test
  void theTestUsageIsThereOnRequest() {
    assertThat(new ApplicationUsages(false).find("test-app")).isEmpty();
    assertThat(new ApplicationUsages(true).find("test-app")).isPresent();
  }

  @Test
  void genericUsagesTakeAnyDocumentAndDoNotHideOthers() throws BrokenXmlException {
    ApplicationUsage drafts = ApplicationUsage.generic("drafts", "application/xml", "urn:drafts");

    assertThat(new ApplicationUsages(false, drafts).find("drafts")).contains(drafts);
    drafts.check(XmlDocument.parse("<anything/>"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ApplicationUsages(
                    false, ApplicationUsage.generic("resource-lists", "application/xml", "urn:r")));
  }

  private static void check(boolean valid, String auid, String text) {
    if (valid) {
      assertThatCode(() -> check(auid, text)).doesNotThrowAnyException();
    } else {
      assertThatExceptionOfType(XcapConflictException.class)
          .isThrownBy(() -> check(auid, text))
          .satisfies(e -> assertThat(e.error()).isInstanceOf(XcapError.SchemaValidation.class));
    }
  }

  private static void check(String auid, String text) {
    try {
      new ApplicationUsages(false).find(auid).orElseThrow().check(XmlDocument.parse(text));
    } catch (BrokenXmlException e) {
      throw new AssertionError(e);
    }
  }
}
