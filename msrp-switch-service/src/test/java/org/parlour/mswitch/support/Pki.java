package org.parlour.mswitch.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Self-signed certificates of the two sides, and what is made with them.
public final class Pki {
  public static final Pki SWITCH = create("switch.example.org");
  public static final Pki CLIENT = create("client.example.org");
  private static final char[] PASSWORD = "for-this-test".toCharArray();

  private final X509Bundle bundle;
  private final Path certificateFile;
  private final Path keyFile;

  /// Null until somebody connects: to decrypt a key takes longer than a handshake.
  private KeyManager @Nullable [] keys;

  private Pki(X509Bundle bundle, Path certificateFile, Path keyFile) {
    this.bundle = bundle;
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
  }

  /// A fresh one for 127.0.0.1.
  public static Pki create(String name) {
    try {
      X509Bundle bundle =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=" + name)
              .addSanDnsName(name)
              .addSanIpAddress("127.0.0.1")
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
      return new Pki(
          bundle, bundle.toTempCertChainPem().toPath(), bundle.toTempPrivateKeyPem().toPath());
    } catch (Exception e) { // the builder declares no less
      throw new IllegalStateException(e);
    }
  }

  public Path certificateFile() {
    return certificateFile;
  }

  public Path keyFile() {
    return keyFile;
  }

  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  public void writeCertificateTo(Path file) {
    copy(certificateFile, file);
  }

  public void writeKeyTo(Path file) {
    copy(keyFile, file);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The value of `a=fingerprint`.
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return "sha-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Shows this certificate, and takes any that the switch has in these tests.
  public SSLContext context(Pki... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Pki each : trusted) {
        store.setCertificateEntry("c" + store.size(), each.certificate());
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (keys == null) {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(bundle.toKeyStore(PASSWORD), PASSWORD);
      keys = factory.getKeyManagers();
    }
    return keys;
  }

  /// A connection to the switch, after the handshake.
  public Socket connect(int port) {
    return connect(port, SWITCH);
  }

  /// @param of the certificate that the switch must have
  public SSLSocket connect(int port, Pki of) {
    try {
      SSLSocket socket = (SSLSocket) context(of).getSocketFactory().createSocket("127.0.0.1", port);
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
