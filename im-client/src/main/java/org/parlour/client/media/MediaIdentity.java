package org.parlour.client.media;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.tls.SelfSignedCertificate;
import org.parlour.protocol.sdp.Fingerprint;

/// What this host shows over TLS, and whom it trusts: a certificate of its own making, and peers
/// whose certificate their SDP names or an authority signed (RFC 4975 §14.4). Thread-safe.
public class MediaIdentity {
  private final @Nullable Path trust;
  private @Nullable SelfSignedCertificate shown;
  private @Nullable SslContext checking;
  private @Nullable SslContext naming;

  /// Trusts the authorities that the JDK trusts.
  public MediaIdentity() {
    this(null);
  }

  /// @param trust PEM file of the authorities that are trusted; those of the JDK when null
  public MediaIdentity(@Nullable Path trust) {
    this.trust = trust;
  }

  /// The value of our `a=fingerprint`.
  public String fingerprint() {
    try {
      return Fingerprint.of(shown().certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("our certificate", e);
    }
  }

  private synchronized SelfSignedCertificate shown() {
    SelfSignedCertificate known = shown;
    if (known == null) {
      known = SelfSignedCertificate.create("im-client.invalid");
      shown = known;
    }
    return known;
  }

  /// For a connection that we open.
  ///
  /// @param named the peer's SDP names its certificate: somebody else looks at it
  /// @throws IllegalArgumentException when the authorities cannot be read
  SslHandler connecting(Channel channel, InetSocketAddress peer, boolean named) {
    return context(named).newHandler(channel.alloc(), peer.getHostString(), peer.getPort());
  }

  private synchronized SslContext context(boolean named) {
    SslContext known = named ? naming : checking;
    if (known == null) {
      known = create(named);
      if (named) {
        naming = known;
      } else {
        checking = known;
      }
    }
    return known;
  }

  private SslContext create(boolean named) {
    SelfSignedCertificate own = shown();
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .keyManager(own.key(), own.certificate());
    if (named) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else if (trust != null) {
      builder.trustManager(trust.toFile());
    }
    try {
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException("trusted certificates: " + trust + ": " + e, e);
    }
  }
}
