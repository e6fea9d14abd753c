package org.parlour.xdm.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.xcap.NodeSelector.Having;
import org.parlour.xdm.xcap.NodeSelector.Step;
import org.parlour.xdm.xml.ExpandedName;

class XcapUriTest {
  @Test
  @Spec("RFC 4825 §6.2")
  void aDocumentIsInAUsersTreeOrInTheGlobalOne() throws XcapUriException {
    assertThat(XcapUri.parse("lists/users/sip%3Aal%40example.org/a%20b", null).document())
        .isEqualTo(new DocumentSelector("lists", "sip:al@example.org", "a b"));
    assertThat(XcapUri.parse("lists/users/sip:al@example.org/folder/index", null).document())
        .isEqualTo(new DocumentSelector("lists", "sip:al@example.org", "folder/index"));
    assertThat(XcapUri.parse("xcap-caps/global/index", null).document())
        .isEqualTo(new DocumentSelector("xcap-caps", null, "index"));
  }

  @ParameterizedTest
  @Spec("RFC 4825 §6.2")
  @ValueSource(
      strings = {
        "",
        "lists",
        "lists/users",
        "lists/users/sip:al@example.org",
        "lists/users/sip:al@example.org/",
        "lists/global",
        "lists/global/",
        "lists/user/sip:al@example.org/index",
        "lists/users/../index",
        "lists/users/%2e%2e/index",
        "lists/users/al/..%2f..%2fbob%2findex",
        "lists/users//index",
        "lists/users/al/a/./b",
        "lists/users/al/in%00dex",
        "lists/users/al/%zz",
        "lists/users/al/%e",
        "lists/users/al/%C0%AF",
        "lists/users/al/a%0d%0ab"
      })
  void whatIsNoDocumentIsRefused(String path) {
    assertThatExceptionOfType(XcapUriException.class).isThrownBy(() -> XcapUri.parse(path, null));
  }

  @ParameterizedTest
  @CsvSource({
    "lists/users/al/../bob/index, true",
    "lists/users/al/..%2fbob, true",
    "lists/users/al/in%00dex, true",
    "lists/users/al/%C0%AF, true",
    "lists/users/al/%zz, false",
    "lists/users/al/index~~a, false",
    "lists/users//index, false"
  })
  void aTrickIsToldFromAMistake(String path, boolean trick) {
    assertThatExceptionOfType(XcapUriException.class)
        .isThrownBy(() -> XcapUri.parse(path, null))
        .satisfies(e -> assertThat(e.suspicion()).isEqualTo(trick ? Suspicion.PATH : null));
  }

  @Test
  @Spec("RFC 4825 §6.3")
  void stepsHaveNamesPositionsAndAttributes() throws XcapUriException {
    NodeSelector selector =
        selector("a/*/b%5b2%5d/*%5b3%5d/b%5b@c=%22v%22%5d/p:b%5b4%5d%5b@p:c='v'%5d");

    assertThat(selector.steps())
        .extracting(Step::name)
        .containsExactly(name("a"), null, name("b"), null, name("b"), new ExpandedName("u:p", "b"));
    assertThat(selector.steps())
        .extracting(Step::position)
        .containsExactly(null, null, 2, 3, null, 4);
    assertThat(selector.steps().get(4).having())
        .isEqualTo(new Having(new ExpandedName("", "c"), "v"));
    assertThat(selector.last().having()).isEqualTo(new Having(new ExpandedName("u:p", "c"), "v"));
    assertThat(selector.terminal()).isEqualTo(new NodeSelector.Whole());
    assertThat(selector.source(3)).isEqualTo("a/*/b[2]");
  }

  @Test
  @Spec("RFC 4825 §6.3")
  void aValueMayHoldSlashesBracketsAndReferences() throws XcapUriException {
    assertThat(selector("a%5b@b=%22x/~~/y%5b@z=&quot;1&quot;%5d%22%5d").last().having())
        .isEqualTo(new Having(new ExpandedName("", "b"), "x/~~/y[@z=\"1\"]"));
    assertThat(selector("a%5b@b='%22%2525'%5d").last().having())
        .isEqualTo(new Having(new ExpandedName("", "b"), "\"%25"));
  }

  @Test
  @Spec("RFC 4825 §6.3")
  void attributesAndNamespacesAreLast() throws XcapUriException {
    assertThat(selector("a/@b").terminal())
        .isEqualTo(new NodeSelector.Attribute(new ExpandedName("", "b")));
    assertThat(selector("a/@p:b").terminal())
        .isEqualTo(new NodeSelector.Attribute(new ExpandedName("u:p", "b")));
    assertThat(selector("a/namespace::*").terminal()).isEqualTo(new NodeSelector.Namespaces());
  }

  @ParameterizedTest
  @Spec("RFC 4825 §6.3")
  @ValueSource(
      strings = {
        "",
        "/",
        "//a",
        "a/",
        "a//b",
        "@a",
        "namespace::*",
        "a/@b/c",
        "a/namespace::*/b",
        "a[]",
        "a[-1]",
        "a[1",
        "a[1]]",
        "a[1][2]",
        "a[@b=\"1\"][1]",
        "a[@b]",
        "a[@b=1]",
        "a[@b=\"1]",
        "a[@b=\"<\"]",
        "a[@b=\"&x;\"]",
        "a[@b=\"1\"][@c=\"2\"]",
        "a/@xmlns",
        "a/@xmlns:p",
        "q:a",
        "1a",
        "a:b:c",
        ":a",
        "a b",
        "a|b",
        "a/text()",
        "../a"
      })
  void whatIsNoNodeSelectorIsRefused(String selector) {
    assertThatExceptionOfType(XcapUriException.class)
        .isThrownBy(() -> NodeSelector.parse(selector, "u", Map.of("p", "u:p")));
  }

  @Test
  void aMissingSlashBehindTheSeparatorIsForgiven() throws XcapUriException {
    assertThat(XcapUri.parse("l/global/i/~~a/b", null).node()).isEqualTo("a/b");
  }

  @Test
  @Spec("RFC 4825 §6.4")
  void theQueryBindsPrefixes() throws XcapUriException {
    XcapUri uri =
        XcapUri.parse(
            "l/global/i/~~/p:a/q:b/c",
            "xmlns(p=u:1)%20xmlns(q%20=%20u:(2)^))unknown(x)xmlns(q2=u%3A3)");

    assertThat(uri.bindings())
        .containsEntry("p", "u:1")
        .containsEntry("q", "u:(2))")
        .containsEntry("q2", "u:3");
    assertThat(uri.selector("u:default").orElseThrow().steps())
        .extracting(Step::name)
        .isEqualTo(
            List.of(
                new ExpandedName("u:1", "a"),
                new ExpandedName("u:(2))", "b"),
                new ExpandedName("u:default", "c")));
  }

  @ParameterizedTest
  @Spec("RFC 4825 §6.4")
  @ValueSource(
      strings = {"xmlns", "xmlns(", "xmlns(p=u", "xmlns(=u)", "xmlns(p=)", "xmlns(xml=u)", "(p=u)"})
  void aQueryThatBindsNothingIsRefused(String query) {
    assertThatExceptionOfType(XcapUriException.class)
        .isThrownBy(() -> XcapUri.parse("l/global/i/~~/a", query));
  }

  @Test
  void aPathIsWrittenAsItIsRead() throws XcapUriException {
    DocumentSelector selector = new DocumentSelector("l", "sip:\u00e9%l;x@h", "a b/\"c\"");

    assertThat(XcapUri.parse(selector.path(), null).document()).isEqualTo(selector);
  }

  private static NodeSelector selector(String encoded) throws XcapUriException {
    return XcapUri.parse("l/global/i/~~/" + encoded, "xmlns(p=u:p)").selector("u").orElseThrow();
  }

  private static ExpandedName name(String local) {
    return new ExpandedName("u", local);
  }
}
