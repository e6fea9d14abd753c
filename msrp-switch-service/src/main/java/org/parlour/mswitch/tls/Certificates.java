package org.parlour.mswitch.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.config.TlsProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What connections over TLS are made with. Any thread; [#refresh] one at a time.
public final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final TlsProperties settings;
  private final SwitchMetrics metrics;
  private final String host;
  private volatile @Nullable KeyPairFiles ours;

  /// What the files held when they could not be used: said once. Only [#refresh] knows it.
  private String refused = "";

  private volatile @Nullable SslContext server;
  private volatile @Nullable SslContext web;
  private volatile SslContext checkingClient;
  private volatile SslContext client;
  private volatile @Nullable String fingerprint;

  /// @param host what clients connect to: whose a certificate of our own making is
  /// @throws IllegalStateException when what is configured cannot be used, with the property's name
  public Certificates(TlsProperties settings, String host, SwitchMetrics metrics) {
    this.settings = settings;
    this.host = host;
    this.metrics = metrics;
    try {
      KeyPairFiles files = read();
      ours = files;
      server = files == null ? null : server(files, ClientAuth.OPTIONAL);
      web = files == null ? null : server(files, ClientAuth.NONE);
      client = client(files, false);
      checkingClient = client(files, true);
      fingerprint = files == null ? null : files.fingerprint();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "im.msrp.tls: "
              + settings.certificate()
              + " and "
              + settings.key()
              + " cannot be used (expected: a certificate chain and its key, PEM): "
              + e,
          e);
    }
  }

  private @Nullable KeyPairFiles read() throws IOException, GeneralSecurityException {
    Path certificate = settings.certificate();
    Path key = settings.key();
    if (certificate == null || key == null) {
      return settings.selfSigned() ? KeyPairFiles.selfSigned(host) : null;
    }
    return KeyPairFiles.read(certificate, key);
  }

  /// What clients are told of our certificate.
  ///
  /// @return the value of `a=fingerprint`; null when an authority signed it, or there is none
  public @Nullable String fingerprint() {
    return fingerprint;
  }

  /// A peer may have any certificate, or none: whether it is the one that the peer named in its SDP
  /// is looked at when a leg is bound (RFC 4975 §14.4). Browsers are not asked for one.
  private SslContext server(KeyPairFiles files, ClientAuth asks) throws SSLException {
    return SslContextBuilder.forServer(files.key(), files.chain())
        .sslProvider(SslProvider.JDK)
        .protocols(settings.protocols())
        .clientAuth(asks)
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .build();
  }

  private SslContext client(@Nullable KeyPairFiles files, boolean checks) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols(settings.protocols());
    if (files != null) {
      builder.keyManager(files.key(), files.chain());
    }
    Path trust = settings.trust();
    if (!checks) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else if (trust != null) {
      builder.trustManager(trust.toFile());
    }
    return builder.build();
  }

  /// For clients that connect.
  ///
  /// @param browsers they come over WebSocket
  /// @return null when there is no certificate
  public @Nullable SslContext server(boolean browsers) {
    return browsers ? web : server;
  }

  /// For peers that are connected to.
  ///
  /// @param named somebody else looks at the peer's certificate: any will do
  public SslContext client(boolean named) {
    return named ? client : checkingClient;
  }

  /// Takes the files over if they changed. What cannot be used changes nothing; connections that
  /// are there keep what they were made with. Reads files.
  public void refresh() {
    KeyPairFiles known = ours;
    Path certificate = settings.certificate();
    Path key = settings.key();
    if (known == null || certificate == null || key == null) {
      return;
    }
    String text = "";
    try {
      text = KeyPairFiles.text(certificate, key);
      if (!text.equals(known.text()) && !text.equals(refused)) {
        KeyPairFiles files = KeyPairFiles.read(certificate, key);
        server = server(files, ClientAuth.OPTIONAL);
        web = server(files, ClientAuth.NONE);
        client = client(files, false);
        checkingClient = client(files, true);
        fingerprint = files.fingerprint();
        ours = files;
        metrics.certificateRead(true);
        LOG.info("im.msrp.tls: {} is in use now", files.chain().getFirst().getSerialNumber());
      }
    } catch (IOException | GeneralSecurityException e) {
      refused = text;
      metrics.certificateRead(false);
      LOG.warn("im.msrp.tls: the changed files are not used yet: {}", e.toString());
    }
  }
}
