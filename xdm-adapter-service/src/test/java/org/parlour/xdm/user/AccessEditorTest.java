package org.parlour.xdm.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

class AccessEditorTest {
  private static final ImAddress MALLORY = ImAddress.sip("mallory", "example.org");
  private static final ImAddress EVE = ImAddress.sip("eve", "example.org");
  private static final Set<AccessAction> ALL = EnumSet.allOf(AccessAction.class);

  /// As reference §11.4 has it.
  private static final String WRITTEN =
      """
      <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"
          xmlns:ocp="urn:oma:xml:xdm:common-policy" xmlns:im="urn:oma:xml:im:im-rules">
        <!-- mine -->
        <cp:rule id="blocked">
          <cp:conditions><cp:identity><cp:one id="sip:mallory@example.org"/></cp:identity></cp:conditions>
          <cp:actions><im:allow-session>reject</im:allow-session></cp:actions>
        </cp:rule>
        <cp:rule id="anonymous">
          <cp:conditions><ocp:anonymous-request/></cp:conditions>
          <cp:actions><im:allow-session>reject</im:allow-session></cp:actions>
        </cp:rule>
        <cp:rule id="rest">
          <cp:conditions><ocp:other-identity/></cp:conditions>
          <cp:actions><im:allow-session>pass</im:allow-session><im:allow-pager-mode-message>accept</im:allow-pager-mode-message></cp:actions>
        </cp:rule>
      </cp:ruleset>
      """;

  private static XmlDocument parsed(String text) {
    try {
      XmlDocument document = XmlDocument.parse(text);
      new ApplicationUsages(false).find(ApplicationUsages.IM_RULES).orElseThrow().check(document);
      return document;
    } catch (BrokenXmlException e) {
      throw new AssertionError(e);
    }
  }

  private static Access said(@Nullable XmlDocument document) {
    return Access.of(document == null ? null : AccessXml.rules(document));
  }

  private static XmlDocument edited(@Nullable XmlDocument document, Access wanted) {
    XmlDocument edited = Objects.requireNonNull(AccessEditor.edited(document, wanted));
    assertThat(said(parsed(edited.text()))).isEqualTo(wanted);
    return edited;
  }

  @Test
  @Spec({"ISS-2", "RFC 4745 §7"})
  void readsWhatAUserWrote() {
    XmlDocument document = parsed(WRITTEN);

    assertThat(said(document)).isEqualTo(new Access(ALL, List.of(MALLORY)));
    assertThat(AccessXml.rules(document))
        .extracting(AccessRule::id)
        .containsExactly("blocked", "anonymous", "rest");
    assertThat(AccessXml.rules(document).get(1).actions()).isEmpty();
  }

  @Test
  void whatIsSaidAlreadyStaysAsItIsWritten() {
    XmlDocument document = parsed(WRITTEN);

    assertThat(AccessEditor.edited(document, new Access(ALL, List.of(MALLORY)))).isSameAs(document);
    assertThat(AccessEditor.edited(null, new Access(ALL, List.of()))).isNull();
  }

  @Test
  void fieldsReplaceTheRulesThatTheyStandForAndNoOthers() {
    Set<AccessAction> messages = Set.of(AccessAction.ALLOW_PAGER_MODE_MESSAGE);

    XmlDocument edited = edited(parsed(WRITTEN), new Access(messages, List.of(EVE, MALLORY)));

    assertThat(edited.text()).contains("<!-- mine -->", "<cp:rule id=\"anonymous\">");
    assertThat(AccessXml.rules(edited))
        .extracting(AccessRule::id)
        .containsExactly("anonymous", "blocked", "others");
    assertThat(edited(edited, new Access(ALL, List.of())).text()).doesNotContain("blocked");
  }

  @Test
  void makesADocumentWhereThereIsNone() {
    assertThat(edited(null, new Access(Set.of(), List.of())).text()).contains("reject");
    assertThat(edited(null, new Access(ALL, List.of(EVE))).text()).contains("sip:eve@example.org");
  }

  @Test
  void writesIntoAnEmptyRulesetOfAnotherPrefix() {
    XmlDocument empty = parsed("<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>");

    edited(empty, new Access(Set.of(), List.of(MALLORY)));
  }

  @Test
  void theIdOfAnotherRuleIsLeftToIt() {
    String others =
        WRITTEN.replace("id=\"anonymous\"", "id=\"blocked-by-name\"").replace("\"rest\"", "\"x\"");
    XmlDocument document = parsed(others.replace("id=\"blocked-by-name\"", "id=\"others\""));

    assertThat(AccessXml.rules(edited(document, new Access(Set.of(), List.of()))))
        .extracting(AccessRule::id)
        .containsExactly("others", "others-2");
  }

  @Test
  void aRuleForEverybodyIsOneForOthers() {
    String everybody =
        """
        <ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:im="urn:oma:xml:im:im-rules">
          <rule id="a"><actions><im:allow-session>true</im:allow-session></actions></rule>
        </ruleset>""";

    assertThat(said(parsed(everybody)).others()).containsExactly(AccessAction.ALLOW_SESSION);
  }

  @Test
  void requestsWithoutAUserAreRefused() {
    UserView view = new UserView(null, List.of("nobody"), null, null, null, null, null, null, null);

    assertThatExceptionOfType(GroupRefused.class).isThrownBy(() -> view.content(null));
  }
}
