package org.parlour.msrp.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A fresh key with a certificate that it signed itself, good for whoever was told its fingerprint.
public record SelfSignedCertificate(X509Certificate certificate, PrivateKey key) {
  private static final int SERIAL_BITS = 64;
  private static final Duration LIFE = Duration.ofDays(3650);

  /// Clocks differ.
  private static final Duration BEFORE = Duration.ofDays(1);

  /// Makes one. Takes some ten milliseconds.
  ///
  /// @param host whose it is: a name, or an address
  /// @throws IllegalStateException when this JDK cannot
  public static SelfSignedCertificate create(String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, host).build();
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
              Date.from(now.minus(BEFORE)),
              Date.from(now.plus(LIFE)),
              name,
              pair.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(generalName(host)));
      return new SelfSignedCertificate(
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))),
          pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate for " + host, e);
    }
  }

  private static GeneralName generalName(String host) {
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean numeric = address.indexOf(':') >= 0 || address.matches("[0-9.]+");
    return new GeneralName(numeric ? GeneralName.iPAddress : GeneralName.dNSName, address);
  }
}
