package org.parlour.xdm.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param realm of Digest and Basic, and the domain of users who log in without one
/// @param passwords plain, by address; whoever is not there gets in by a trusted proxy only
/// @param trustedProxies addresses of aggregation proxies, of whom the header with the asserted
///     identity is believed; of others it is not read
/// @param servers addresses of other servers, which log in as users do and may read and watch every
///     document
/// @param root the XCAP root as clients know it; null: as they ask
/// @param testApp whether there is `test-app`, an application usage of any well-formed document
/// @param generic more application usages of any well-formed documents, by AUID
/// @param maxBytes of one document or body
/// @param maxDocuments of one user
/// @param nonceLifetime a Digest challenge may be answered for so long
/// @param nonceSecret signs Digest nonces, at least 16 characters, the same for all instances, so
///     that a client may go from one to another; null: each instance has its own
@ConfigurationProperties("im.xdm.xcap")
public record XcapProperties(
    @DefaultValue("example.org") String realm,
    @DefaultValue Map<String, String> passwords,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue List<String> servers,
    @Nullable String root,
    @DefaultValue("false") boolean testApp,
    @DefaultValue Map<String, Generic> generic,
    @DefaultValue("4194304") int maxBytes,
    @DefaultValue("200") int maxDocuments,
    @DefaultValue("5m") Duration nonceLifetime,
    @Nullable String nonceSecret) {
  public XcapProperties {
    if (nonceSecret != null && nonceSecret.length() < 16) {
      throw new IllegalArgumentException(
          "im.xdm.xcap.nonce-secret: too short (expected: 16 characters or more)");
    }
    if (maxBytes < 1024 || maxBytes > 8 * 1024 * 1024) {
      throw new IllegalArgumentException(
          "im.xdm.xcap.max-bytes: " + maxBytes + " (expected: 1024 to 8388608)");
    }
    passwords = Map.copyOf(passwords);
    generic = Map.copyOf(generic);
    trustedProxies = List.copyOf(trustedProxies);
    servers = List.copyOf(servers);
  }

  /// @param namespace of names without prefix in node selectors
  public record Generic(@DefaultValue("application/xml") String mediaType, String namespace) {}

  @Override
  public String toString() {
    return "XcapProperties[realm=" + realm + ", passwords=[REDACTED]]";
  }
}
