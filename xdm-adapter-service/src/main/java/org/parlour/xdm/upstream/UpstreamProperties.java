package org.parlour.xdm.upstream;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param uri the XCAP root of the upstream; null: there is none
/// @param user who logs in there; null for nobody
/// @param login how
/// @param assertedIdentity who asks, said by a header instead of a login
/// @param groups where the document of a group lies below the root; `{group}` stands for G. Empty:
///     the upstream keeps no groups
/// @param rules where the rules of a user lie; `{user}` stands for the user. Empty: it keeps none
/// @param freshness what was confirmed counts for so long without being asked for
/// @param stale and for so long after that while the upstream does not say
/// @param notifier SIP address that tells of changes by `xcap-diff`; `owner`: that of
///     whoever's document it is; null: nobody does
/// @param notifierRoute a Route for what goes to it; null: as edges are set up
/// @param subscriber SIP address that subscribes there
/// @param told what was confirmed counts for so long while changes of it are told
/// @param negative that there is no such document counts for so long
/// @param request the longest that one request takes, body included
/// @param patience the longest that one document takes, with repetitions; shorter than sessions
///     wait for a group
/// @param attempts for one document within its patience
/// @param firstPause after a failure; twice as long after the next
/// @param longestPause at most
/// @param concurrent requests at the same time
/// @param batch how many documents one instance asks for once more in a second
/// @param maxBytes of a document
@ConfigurationProperties("im.xdm.upstream")
record UpstreamProperties(
    @Nullable URI uri,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("digest") Login login,
    @Nullable String assertedIdentity,
    @DefaultValue("org.openmobilealliance.groups/global/byGroupID/{group}") String groups,
    @DefaultValue("org.openmobilealliance.im-rules/users/{user}/im-rules") String rules,
    @DefaultValue("1m") Duration freshness,
    @DefaultValue("24h") Duration stale,
    @Nullable String notifier,
    @Nullable String notifierRoute,
    @Nullable String subscriber,
    @DefaultValue("15m") Duration told,
    @DefaultValue("10s") Duration negative,
    @DefaultValue("2s") Duration request,
    @DefaultValue("2500ms") Duration patience,
    @DefaultValue("3") int attempts,
    @DefaultValue("200ms") Duration firstPause,
    @DefaultValue("30s") Duration longestPause,
    @DefaultValue("16") int concurrent,
    @DefaultValue("50") int batch,
    @DefaultValue("4194304") int maxBytes) {
  UpstreamProperties {
    if (uri != null && (uri.getHost() == null || uri.getQuery() != null)) {
      throw new IllegalArgumentException(
          "im.xdm.upstream.uri: " + uri + " (expected: http or https, a host, and a path)");
    }
    requirePlace("groups", groups, "{group}");
    requirePlace("rules", rules, "{user}");
    if (groups.isEmpty() && rules.isEmpty()) {
      throw new IllegalArgumentException(
          "im.xdm.upstream.groups, rules: both empty (expected: something to keep, or no uri)");
    }
    require("freshness in ms", freshness.toMillis(), 100, Duration.ofDays(1).toMillis());
    require("stale in ms", stale.toMillis(), 0, Duration.ofDays(365).toMillis());
    require("told in ms", told.toMillis(), freshness.toMillis(), Duration.ofDays(7).toMillis());
    if (notifier != null && subscriber == null) {
      throw new IllegalArgumentException(
          "im.xdm.upstream.subscriber: none (expected: an address, where there is a notifier)");
    }
    require("negative in ms", negative.toMillis(), 0, 3_600_000);
    require("request in ms", request.toMillis(), 50, 60_000);
    require("patience in ms", patience.toMillis(), request.toMillis(), 60_000);
    require("attempts", attempts, 1, 10);
    require("first-pause in ms", firstPause.toMillis(), 10, 60_000);
    require("longest-pause in ms", longestPause.toMillis(), firstPause.toMillis(), 3_600_000);
    require("concurrent", concurrent, 1, 1000);
    require("batch", batch, 1, 1000);
    require("max-bytes", maxBytes, 1024, 8 * 1024 * 1024);
  }

  /// How one logs in.
  enum Login {
    DIGEST,
    /// The password goes out with every request.
    BASIC
  }

  private static void requirePlace(String name, String path, String whose) {
    if (!path.isEmpty() && !path.contains(whose)) {
      throw new IllegalArgumentException(
          "im.xdm.upstream." + name + ": " + path + " (expected: " + whose + " in it, or empty)");
    }
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "im.xdm.upstream." + name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }

  @Override
  public String toString() {
    return "UpstreamProperties[uri=" + uri + ", user=" + user + ", password=[REDACTED]]";
  }
}
