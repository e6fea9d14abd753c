package org.parlour.msrp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfSignedCertificateTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,7,127.0.0.1",
    "[::1],7,0:0:0:0:0:0:0:1",
    "msrp.example.org,2,msrp.example.org"
  })
  void isThatOfItsHost(String host, int kind, String name) throws Exception {
    var certificate = SelfSignedCertificate.create(host).certificate();

    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity(Date.from(Instant.now()));
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(kind, name));
  }

  @Test
  void isAnotherOneEachTime() {
    assertThat(SelfSignedCertificate.create("h.example.org").certificate().getSerialNumber())
        .isNotEqualTo(
            SelfSignedCertificate.create("h.example.org").certificate().getSerialNumber());
  }
}
