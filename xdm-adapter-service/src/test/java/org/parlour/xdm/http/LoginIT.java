package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;
import static org.parlour.xdm.support.Samples.TREE;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;

/// Who reaches which tree.
class LoginIT {
  private final XcapClient alice = RunningXcap.alice();
  private final XcapClient bob = RunningXcap.bob();

  @Test
  @Spec("RFC 4825 §5.7")
  void aUserReachesTheOwnTreeOnly() {
    alice.put(TREE + "mine", LISTS, TEXT);

    assertThat(bob.get(TREE + "mine").status()).isEqualTo(403);
    assertThat(bob.put(TREE + "mine", LISTS, TEXT).status()).isEqualTo(403);
    assertThat(bob.delete(TREE + "mine").status()).isEqualTo(403);
    assertThat(bob.get("resource-lists/users/alice@example.org:5060/mine").status()).isEqualTo(403);
    Answer nobody = alice.plain("GET", TREE + "mine");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.response().headers().allValues("WWW-Authenticate"))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("Basic realm=\"example.org\"");
    assertThat(
            new XcapClient(RunningXcap.port(), "alice@example.org", "bob")
                .get(TREE + "mine")
                .status())
        .isEqualTo(401);
    assertThat(
            alice
                .plain(
                    "GET", TREE + "mine", "X-3GPP-Asserted-Identity", "\"sip:alice@example.org\"")
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @Spec({"RFC 7616 §3.4", "RFC 4825 §14"})
  @ValueSource(strings = {"MD5", "SHA-256"})
  void aUserLogsInByDigest(String algorithm) throws Exception {
    alice.put(TREE + "digest", LISTS, TEXT);
    String challenge =
        alice
            .plain("GET", TREE + "digest")
            .response()
            .headers()
            .allValues("WWW-Authenticate")
            .stream()
            .filter(header -> header.contains("algorithm=" + algorithm + ","))
            .findFirst()
            .orElseThrow();
    String nonce = challenge.replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
    String uri = "/xcap-root/" + TREE + "digest";
    String secret = hash(algorithm, "alice:example.org:alice");
    String asked = hash(algorithm, "GET:" + uri);
    String response = hash(algorithm, secret + ":" + nonce + ":00000001:abc:auth:" + asked);
    String credentials =
        ("Digest username=\"alice\", realm=\"example.org\", nonce=\"%s\", uri=\"%s\","
                + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"abc\", response=\"%s\"")
            .formatted(nonce, uri, algorithm, response);

    assertThat(alice.plain("GET", TREE + "digest", "Authorization", credentials).status())
        .isEqualTo(200);
    for (String wrong :
        List.of(
            credentials.replace("abc", "abd"),
            credentials.replace("digest\"", "other\""),
            credentials.replace("nonce=\"", "nonce=\"0"),
            credentials.replace("=\"alice\"", "=\"bob\""))) {
      assertThat(alice.plain("GET", TREE + "digest", "Authorization", wrong).status())
          .isEqualTo(401);
    }
  }

  private static String hash(String algorithm, String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
  }
}
