package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;
import static org.parlour.xdm.support.Samples.TREE;
import static org.parlour.xdm.support.XcapClient.ATTRIBUTE;
import static org.parlour.xdm.support.XcapClient.ELEMENT;
import static org.parlour.xdm.support.XcapClient.assertConflict;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;

/// Documents and their parts over HTTP, from end to end.
class DocumentsIT {
  private final XcapClient alice = RunningXcap.alice();
  private final XcapClient bob = RunningXcap.bob();

  @Test
  @Spec({"RFC 4825 §7.1", "RFC 4825 §7.2", "RFC 4825 §7.3", "RFC 4825 §8.5"})
  void aDocumentLivesOctetByOctet() {
    String path = TREE + "life";
    assertThat(alice.get(path).status()).isEqualTo(404);
    Answer created = alice.put(path, LISTS + "; charset=utf-8", TEXT);
    assertThat(created.status()).isEqualTo(201);
    Answer read = alice.get("resource-lists/users/alice%40example.org/life");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo(TEXT);
    assertThat(read.header("Content-Type")).isEqualTo(LISTS);
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).matches("\"\\d+\"");
    Answer replaced = alice.put(path, LISTS, TEXT);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));
    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(alice.get(path).status()).isEqualTo(404);
    assertThat(alice.delete(path).status()).isEqualTo(404);
  }

  @Test
  @Spec({
    "RFC 4825 §7.4",
    "RFC 4825 §7.5",
    "RFC 4825 §7.6",
    "RFC 4825 §8.2.7",
    "RFC 4825 §8.4",
    "RFC 4825 §8.5"
  })
  void elementsArePutReadAndDeleted() {
    String path = TREE + "parts";
    String first = alice.put(path, LISTS, TEXT).header("ETag");
    String carol =
        path
            + "/~~/resource-lists/list%5B@name=%22friends%22%5D"
            + "/entry%5B@uri=%22sip:carol@example.org%22%5D";
    String entry = "<entry uri=\"sip:carol@example.org\"/>";

    Answer put = alice.put(carol, ELEMENT, entry, "If-Match", first);
    assertThat(put.status()).isEqualTo(201);
    assertThat(alice.get(path).text())
        .isEqualTo(TEXT.replace("bob@example.org\"/>", "bob@example.org\"/>" + entry));
    Answer got = alice.get(carol);
    assertThat(got.text()).isEqualTo(entry);
    assertThat(got.header("Content-Type")).isEqualTo(ELEMENT);
    assertThat(got.header("ETag")).isEqualTo(put.header("ETag"));
    assertThat(alice.put(carol, ELEMENT, entry).status()).isEqualTo(200);

    String second = path + "/~~/resource-lists/list/entry%5B2%5D";
    Answer deleted = alice.delete(second);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(alice.get(path).text()).isEqualTo(TEXT);
    assertThat(alice.get(path).header("ETag")).isEqualTo(deleted.header("ETag"));
    assertThat(alice.delete(second).status()).isEqualTo(404);
  }

  @Test
  @Spec({"RFC 4825 §7.7", "RFC 4825 §7.8", "RFC 4825 §7.9"})
  void attributesArePutReadAndDeleted() {
    String path = TREE + "attributes";
    alice.put(path, LISTS, TEXT);
    String name = path + "/~~/resource-lists/*%5b1%5d/@name";

    Answer got = alice.get(name);
    assertThat(got.text()).isEqualTo("friends");
    assertThat(got.header("Content-Type")).isEqualTo(ATTRIBUTE);
    assertThat(alice.put(name, ATTRIBUTE, "pals").status()).isEqualTo(200);
    assertThat(alice.get(path).text()).isEqualTo(TEXT.replace("friends", "pals"));
    assertThat(alice.delete(name).status()).isEqualTo(200);
    assertThat(alice.get(path).text()).isEqualTo(TEXT.replace(" name=\"friends\"", ""));
    assertThat(alice.delete(name).status()).isEqualTo(404);
    assertThat(alice.put(name, ATTRIBUTE, "friends").status()).isEqualTo(201);
  }

  @Test
  @Spec({"RFC 4825 §7.10", "RFC 4825 §10", "RFC 4825 §6.4"})
  void bindingsAreReadAndNotWritten() {
    String path = TREE + "bindings";
    alice.put(path, LISTS, TEXT);
    String bindings = path + "/~~/r:resource-lists/namespace::*";
    String query = "?xmlns(r=urn:ietf:params:xml:ns:resource-lists)";

    Answer got = alice.get(bindings + query);
    assertThat(got.text())
        .isEqualTo("<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>");
    assertThat(got.header("Content-Type")).isEqualTo("application/xcap-ns+xml");
    Answer put = alice.put(bindings + query, "application/xcap-ns+xml", "<a/>");
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(alice.delete(bindings + query).status()).isEqualTo(405);
  }

  @Test
  @Spec("RFC 4825 §8.3")
  void aSelectorThatMatchesSeveralGivesNothing() {
    String path = TREE + "several";
    alice.put(path, LISTS, TEXT.replace("</list>", "</list><list/>"));

    assertThat(alice.get(path + "/~~/resource-lists/list").status()).isEqualTo(404);
    assertThat(alice.get(path + "/~~/resource-lists/list%5B2%5D").text()).isEqualTo("<list/>");
  }

  @Test
  @Spec("RFC 4825 §9")
  void cachesAskWhetherADocumentStillHolds() {
    String path = TREE + "cached";
    alice.put(path, LISTS, TEXT);

    Answer got = alice.get(path);
    assertThat(got.response().headers().allValues("Cache-Control"))
        .containsExactly("private, no-cache");
    Answer same = alice.get(path, "If-None-Match", got.header("ETag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo(got.header("ETag"));
    assertThat(same.header("Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void browsersNeitherGuessWhatADocumentIsNorFrameIt() {
    for (Answer answer : List.of(alice.get(TREE + "none"), alice.plain("GET", TREE + "none"))) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("X-XSS-Protection")).isEqualTo("0");
      assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    }
  }

  @Test
  @Spec("RFC 4825 §8.1")
  void documentsAreNoPlacesToPostTo() {
    Answer post = alice.send("POST", TREE + "post", TEXT.getBytes(UTF_8));

    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
    assertThat(alice.send("PATCH", TREE + "post", TEXT.getBytes(UTF_8)).status()).isEqualTo(405);
  }

  @Test
  @Spec({"RFC 4825 §7.11", "RFC 4825 §8.2.6"})
  void conditionsHold() {
    String path = TREE + "conditions";
    assertThat(alice.put(path, LISTS, TEXT, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", "*").status()).isEqualTo(412);
    String etag = alice.get(path).header("ETag");
    assertThat(alice.get(path, "If-None-Match", etag).status()).isEqualTo(304);
    assertThat(alice.get(path, "If-None-Match", "\"1\"").status()).isEqualTo(200);
    assertThat(alice.get(path, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", etag).status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-Match", etag).status()).isEqualTo(200);
    assertThat(alice.delete(path, "If-Match", etag).status()).isEqualTo(412);
    String name = path + "/~~/resource-lists/list/@name";
    assertThat(alice.put(name, ATTRIBUTE, "pals", "If-Match", etag).status()).isEqualTo(412);
    assertThat(alice.delete(name, "If-Match", etag).status()).isEqualTo(412);
    assertThat(alice.get(path).text()).isEqualTo(TEXT);
    assertThat(alice.delete(path, "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void aTreeHoldsSoManyDocuments() {
    String tree = "test-app/users/sip:bob@example.org/";
    for (int i = 0; i < RunningXcap.MAX_DOCUMENTS; i++) {
      assertThat(bob.put(tree + i, "application/test-app+xml", "<a/>").status()).isEqualTo(201);
    }
    assertConflict("constraint-failure", bob.put(tree + "x", "application/test-app+xml", "<a/>"));
    assertThat(bob.put(tree + "1", "application/test-app+xml", "<a/>").status()).isEqualTo(200);
  }

  @Test
  @Spec("RFC 4825 §8.2.2")
  void aBodyOfAnotherTypeIsRefused() {
    assertThat(alice.put(TREE + "x", "text/plain", TEXT).status()).isEqualTo(415);
    assertThat(alice.put(TREE + "x", LISTS, TEXT, "Content-Encoding", "gzip").status())
        .isEqualTo(415);
    alice.put(TREE + "typed", LISTS, TEXT);
    String root = TREE + "typed/~~/resource-lists";
    assertThat(alice.put(root, LISTS, TEXT).status()).isEqualTo(415);
    assertThat(alice.put(root + "/list/@name", ELEMENT, "pals").status()).isEqualTo(415);
    assertThat(alice.get(TREE + "typed").text()).isEqualTo(TEXT);
    assertThat(alice.get(TREE + "x").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xxx",
        "unknown/users/sip:alice@example.org/index",
        "resource-lists/users",
        "resource-lists/users/sip:alice@example.org/",
        "resource-lists/user/sip:alice@example.org/index",
        "resource-lists/global/index",
        "xcap-caps/global/other",
        "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/other"
      })
  void whatIsNowhereIsNotFound(String path) {
    assertThat(alice.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index/~~/resource-lists/list%5b%5d",
        "index/~~/",
        "index/~~/p:a",
        "index/~~/a?xmlns(p",
        "index~~/a",
        "%00",
        "%c0%af",
        "a%2fb",
        "%2e%2e"
      })
  void whatIsNoXcapUriIsRefused(String rest) {
    assertThat(alice.get(TREE + rest).status()).isEqualTo(400);
  }

  @Test
  void aValueMayHoldWhatPathsMustNot() {
    String path = "test-app/users/sip:alice@example.org/odd";
    alice.put(path, "application/test-app+xml", "<a xmlns='test-app'><b c='x;/%y\\&quot;'/></a>");
    assertThat(alice.get(path + "/~~/a/b%5b@c=%22x;%2f%25y%5c&quot;%22%5d").status())
        .isEqualTo(200);
  }
}
