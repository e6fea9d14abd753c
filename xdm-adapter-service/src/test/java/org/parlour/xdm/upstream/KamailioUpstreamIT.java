package org.parlour.xdm.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.protocol.address.ImAddress;

/// An XCAP server that is not ours: users' rules, in Kamailio's `xcap_server`. It has no
/// application usage for groups.
class KamailioUpstreamIT {
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final String RULES = "pres-rules/users/sip:alice@example.org/im-rules";
  private static final Map<Kind, Place> PLACES =
      Map.of(
          Kind.RULES,
          new Place("pres-rules/users/{user}/im-rules", "application/auth-policy+xml"),
          Kind.GROUP,
          new Place(
              "org.openmobilealliance.groups/global/byGroupID/{group}",
              "application/vnd.oma.poc.groups+xml"));

  private static String ruleset(String id) {
    return "<?xml version=\"1.0\"?><cr:ruleset xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\">"
        + "<cr:rule id=\""
        + id
        + "\"/></cr:ruleset>";
  }

  private static Fetched fetch(KamailioXcap server, Kind kind, @Nullable String etag) {
    try (XcapUpstream upstream =
        new XcapUpstream(
            server.root(), PLACES, (_, _, _) -> {}, Duration.ofSeconds(5), 100_000, 2)) {
      return upstream.fetch(kind, ALICE, etag, Duration.ofSeconds(5));
    }
  }

  @Test
  void rulesAreReadAskedForAgainByTheirETagAndGone(@TempDir Path directory) throws Exception {
    assumeTrue(KamailioXcap.isInstalled(), "needs Debian's kamailio-presence-modules");
    try (KamailioXcap server = KamailioXcap.start(directory)) {
      assertThat(fetch(server, Kind.RULES, null)).isInstanceOf(Fetched.Absent.class);

      assertThat(server.put(RULES, ruleset("one"))).isEqualTo(200);
      Fetched.Changed one = (Fetched.Changed) fetch(server, Kind.RULES, null);
      assertThat(one.document().text()).contains("id=\"one\"");
      assertThat(one.etag()).isNotNull();
      assertThat(fetch(server, Kind.RULES, one.etag())).isInstanceOf(Fetched.Unchanged.class);

      assertThat(server.put(RULES, ruleset("two"))).isEqualTo(200);
      Fetched.Changed two = (Fetched.Changed) fetch(server, Kind.RULES, one.etag());
      assertThat(two.document().text()).contains("id=\"two\"");
      assertThat(two.etag()).isNotEqualTo(one.etag());

      assertThat(server.delete(RULES)).isEqualTo(200);
      assertThat(fetch(server, Kind.RULES, two.etag())).isInstanceOf(Fetched.Absent.class);
    }
  }

  @Test
  void itKnowsNoGroupsAndSaysSoInAWayOfItsOwn(@TempDir Path directory) throws Exception {
    assumeTrue(KamailioXcap.isInstalled(), "needs Debian's kamailio-presence-modules");
    try (KamailioXcap server = KamailioXcap.start(directory)) {
      assertThat(fetch(server, Kind.GROUP, null).outcome()).isEqualTo(Outcome.BROKEN);
    }
  }
}
