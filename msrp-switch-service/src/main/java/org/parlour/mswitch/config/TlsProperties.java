package org.parlour.mswitch.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// MSRP over TLS (`msrps`), and what secure WebSockets are made with as well.
///
/// @param port for `msrps`; none is open when absent, any free one when 0
/// @param advertised what clients connect to, as `host:port`; `im.msrp.advertised-host` and `port`
///     when absent
/// @param certificate PEM file of our chain, ours first
/// @param key PEM file of its key
/// @param selfSigned without files, a certificate is made at each start, whose fingerprint clients
///     are told in SDP
/// @param trust PEM file of authorities that peers' certificates must come from when we connect to
///     them and they named none in their SDP; those of the JDK when absent
/// @param protocols versions that are spoken
/// @param handshake how long one may take
/// @param reload how often the files are looked at
public record TlsProperties(
    @Nullable Integer port,
    @Nullable String advertised,
    @Nullable Path certificate,
    @Nullable Path key,
    @DefaultValue("false") boolean selfSigned,
    @Nullable Path trust,
    @DefaultValue({"TLSv1.3", "TLSv1.2"}) List<String> protocols,
    @DefaultValue("10s") Duration handshake,
    @DefaultValue("10s") Duration reload) {
  public TlsProperties {
    protocols = List.copyOf(protocols);
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "im.msrp.tls: certificate "
              + certificate
              + ", key "
              + key
              + " (expected: both files, or none)");
    }
    if (port != null && certificate == null && !selfSigned) {
      throw new IllegalArgumentException(
          "im.msrp.tls.certificate: none (expected: a PEM file, or im.msrp.tls.self-signed=true,"
              + " since im.msrp.tls.port is set)");
    }
    if (!List.of("TLSv1.3", "TLSv1.2").containsAll(protocols) || protocols.isEmpty()) {
      throw new IllegalArgumentException(
          "im.msrp.tls.protocols: " + protocols + " (expected: TLSv1.3, TLSv1.2 or both)");
    }
    if (!handshake.isPositive() || !reload.isPositive()) {
      throw new IllegalArgumentException(
          "im.msrp.tls: handshake " + handshake + ", reload " + reload + " (expected: above 0)");
    }
  }

  /// Whether there is a certificate.
  boolean isUsable() {
    return certificate != null || selfSigned;
  }
}
