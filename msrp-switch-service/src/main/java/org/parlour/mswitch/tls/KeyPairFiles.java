package org.parlour.mswitch.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.tls.SelfSignedCertificate;
import org.parlour.protocol.sdp.Fingerprint;
import org.springframework.boot.ssl.pem.PemContent;

/// A certificate chain and its key, as two PEM files held them at one time, or made by us.
///
/// @param text of both files, to see whether they changed; empty when there are none
record KeyPairFiles(String text, List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  KeyPairFiles {
    chain = List.copyOf(chain);
  }

  /// Signed by itself.
  static KeyPairFiles selfSigned(String host) {
    SelfSignedCertificate made = SelfSignedCertificate.create(host);
    return new KeyPairFiles("", List.of(made.certificate()), made.key());
  }

  /// What clients must be told to know the certificate.
  ///
  /// @return the value of `a=fingerprint`; null when an authority signed it
  @Nullable String fingerprint() throws GeneralSecurityException {
    X509Certificate ours = chain.getFirst();
    return ours.getIssuerX500Principal().equals(ours.getSubjectX500Principal())
        ? Fingerprint.of(ours.getEncoded())
        : null;
  }

  static String text(Path certificate, Path key) throws IOException {
    return Files.readString(certificate) + "\0" + Files.readString(key);
  }

  /// @throws GeneralSecurityException when the files hold no pair, with the reason
  static KeyPairFiles read(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    String text = text(certificate, key);
    try {
      PemContent first = PemContent.of(text.substring(0, text.indexOf('\0')));
      PemContent second = PemContent.of(text.substring(text.indexOf('\0') + 1));
      PrivateKey privateKey = second == null ? null : second.getPrivateKey();
      if (first == null || privateKey == null) {
        throw new GeneralSecurityException("no PEM");
      }
      KeyPairFiles files = new KeyPairFiles(text, first.getCertificates(), privateKey);
      files.requirePair();
      return files;
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    }
  }

  /// The files are written one after the other: a key may be here before its certificate.
  private void requirePair() throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(PROBE);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(chain.getFirst().getPublicKey());
    verifying.update(PROBE);
    if (!verifying.verify(signature)) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
  }
}
