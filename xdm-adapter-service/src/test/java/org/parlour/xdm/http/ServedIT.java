package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;

import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;

/// What the server makes, and what users cannot write.
class ServedIT {
  private static final String RULES = "application/auth-policy+xml";

  private final XcapClient alice = RunningXcap.alice();

  @Test
  @Spec("RFC 4825 §12")
  void theServerSaysWhatItServes() {
    Answer capabilities = alice.plain("GET", "xcap-caps/global/index");

    assertThat(capabilities.status()).isEqualTo(200);
    assertThat(capabilities.header("Content-Type")).isEqualTo("application/xcap-caps+xml");
    assertThat(capabilities.text())
        .contains("<auid>resource-lists</auid>")
        .contains("<auid>drafts</auid>")
        .contains("<auid>org.openmobilealliance.im-rules</auid>")
        .contains("<namespace>urn:oma:xml:im:history-list</namespace>");
  }

  @Test
  @Spec({"REFS-1", "RFC 4825 §8.2.7"})
  void aUserSeesWhatThereIsInTheTree() {
    String rules = "org.openmobilealliance.im-rules/users/sip:alice@example.org/im-rules";
    String etag =
        alice
            .put(rules, RULES, "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>")
            .header("ETag");

    Answer directory =
        alice.get(
            "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/directory.xml");

    assertThat(directory.header("Content-Type"))
        .isEqualTo("application/vnd.oma.xcap-directory+xml");
    assertThat(directory.text())
        .contains("<folder auid=\"org.openmobilealliance.im-rules\">")
        .contains(
            "<entry uri=\"" + alice.root() + rules + "\" etag=\"" + etag.replace("\"", "&quot;"));
  }

  @Test
  void onlyTheServerWritesHistoryAndTheUserReadsAndDeletesIt() {
    String path = "org.openmobilealliance.conv-history/users/sip:alice@example.org/conv-history";
    String type = "application/vnd.oma.im.history-list+xml";
    assertThat(alice.get(path).status()).isEqualTo(404);
    assertThat(
            alice.put(path, type, "<history-list xmlns=\"urn:oma:xml:im:history-list\"/>").status())
        .isEqualTo(403);
  }

  @Test
  @Spec("RFC 4825 §5.7")
  void theGlobalTreeIsNotTheUsers() {
    assertThat(alice.delete("xcap-caps/global/index").status()).isEqualTo(405);
    assertThat(alice.put("resource-lists/global/index", LISTS, TEXT).status()).isEqualTo(403);
  }

  @Test
  void aGenericUsageTakesAnyDocument() {
    String path = "drafts/users/sip:alice@example.org/any";
    assertThat(alice.put(path, "application/xml", "<any xmlns='urn:drafts'/>").status())
        .isEqualTo(201);
    assertThat(alice.get(path + "/~~/any").text()).isEqualTo("<any xmlns='urn:drafts'/>");
  }
}
