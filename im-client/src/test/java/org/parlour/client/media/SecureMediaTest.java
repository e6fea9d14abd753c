package org.parlour.client.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.tls.SelfSignedCertificate;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.Fingerprint;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.Setup;

/// Who the client speaks to over TLS.
@Spec("RFC 4975 §14.4")
class SecureMediaTest {
  private static final MediaListener NOBODY =
      new MediaListener() {
        @Override
        public void message(String contentType, byte[] body) {}

        @Override
        public void lost(String reason) {}
      };

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SelfSignedCertificate switchCertificate = SelfSignedCertificate.create("127.0.0.1");
  private SSLServerSocket listening;

  @BeforeEach
  void listen() throws Exception {
    listening =
        (SSLServerSocket)
            context(switchCertificate)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listening.setSoTimeout(10_000);
  }

  @AfterEach
  void stop() throws IOException {
    listening.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }

  private static SSLContext context(SelfSignedCertificate own)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", own.key(), new char[0], new X509Certificate[] {own.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String fingerprint(SelfSignedCertificate of) throws GeneralSecurityException {
    return Fingerprint.of(of.certificate().getEncoded());
  }

  private CompletableFuture<Void> connect(MediaIdentity identity, @Nullable String named) {
    MsrpPath path =
        MsrpPath.parse(MsrpTransport.TLS.uri("127.0.0.1", listening.getLocalPort(), "there"));
    EventLoop loop = loops.next();
    MediaEndpoint media = new MediaEndpoint(loop, "127.0.0.1", false, WireTap.NONE, identity);
    return CompletableFuture.supplyAsync(
            () ->
                media
                    .newSession(MsrpTransport.TLS, Setup.ACTIVE, NOBODY)
                    .thenCompose(session -> session.connect(path, named)),
            loop)
        .thenCompose(connecting -> connecting);
  }

  private String firstLine() throws IOException {
    try (Socket accepted = listening.accept();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(accepted.getInputStream(), US_ASCII))) {
      return String.valueOf(lines.readLine());
    }
  }

  private void refuses(CompletableFuture<Void> connecting, String why) {
    Thread.startVirtualThread(
        () -> {
          try {
            firstLine();
          } catch (IOException e) {
            // the client went away
          }
        });
    assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining(why);
  }

  @Test
  void speaksToWhoShowsTheCertificateThatItNamed() throws Exception {
    var _ = connect(new MediaIdentity(), fingerprint(switchCertificate));

    assertThat(firstLine()).matches("MSRP \\S+ SEND");
  }

  @Test
  void leavesWhoShowsAnother() throws Exception {
    String other = fingerprint(SelfSignedCertificate.create("127.0.0.1"));

    refuses(connect(new MediaIdentity(), other), "not the one that was named");
  }

  @Test
  void leavesWhoNamesNothingThatProvesAnything() {
    refuses(connect(new MediaIdentity(), "md5 AB:CD"), "not the one that was named");
  }

  @Test
  void leavesWhoNamesNoneAndComesFromNoAuthority() {
    refuses(connect(new MediaIdentity(), null), "no TLS");
  }

  @Test
  void speaksToWhoComesFromATrustedAuthority(@TempDir Path directory) throws Exception {
    Path trust = directory.resolve("trust.pem");
    Files.writeString(
        trust,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(switchCertificate.certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    var _ = connect(new MediaIdentity(trust), null);

    assertThat(firstLine()).matches("MSRP \\S+ SEND");
  }
}
