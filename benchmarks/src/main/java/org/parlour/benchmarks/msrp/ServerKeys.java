package org.parlour.benchmarks.msrp;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.Map;
import javax.net.ssl.SSLException;

/// What TLS is made with here: a certificate that each server process signs for itself, and clients
/// that take any. The JDK's own TLS everywhere, as the switch has it.
final class ServerKeys {
  private final X509Bundle bundle;

  ServerKeys() {
    try {
      bundle =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=" + Room.HOST)
              .addSanIpAddress(Room.HOST)
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
    } catch (Exception e) { // the builder declares no less
      throw new IllegalStateException(e);
    }
  }

  /// The switch's settings for all carriers.
  Map<String, String> settings() {
    try {
      return Map.of(
          "tls.port",
          "0",
          "tls.certificate",
          bundle.toTempCertChainPem().toString(),
          "tls.key",
          bundle.toTempPrivateKeyPem().toString(),
          "web.port",
          "0",
          "web.path",
          WebFrames.PATH);
    } catch (Exception e) { // likewise
      throw new IllegalStateException(e);
    }
  }

  SslContext server() {
    try {
      return SslContextBuilder.forServer(bundle.getKeyPair().getPrivate(), bundle.getCertificate())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  static SslContext client() {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }
}
