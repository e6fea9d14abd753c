package org.parlour.msrp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

@Spec("RFC 4976 §5.1")
class RelayGrantTest {
  private static final String NEAR = "msrps://intra.example.com:9000/jui787s2f;tcp";
  private static final String FAR = "msrps://extra.example.com:9000/mywdEe1233;tcp";
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");

  private static MsrpResponse response(MsrpStatus status, MsrpHeader... headers) {
    return new MsrpResponse(new TransactionId("tA000001"), status, PATH, PATH, List.of(headers));
  }

  @Test
  void tellsHowToReachAPeerAndHowToBeReached() {
    RelayGrant grant =
        RelayGrant.read(
            response(
                MsrpStatus.OK,
                new MsrpHeader("use-path", NEAR + " " + FAR),
                new MsrpHeader("Expires", "900")));

    assertThat(grant).isNotNull();
    assertThat(grant.lifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(grant.to(PATH)).hasToString(NEAR + " " + FAR + " msrp://h/a;tcp");
    assertThat(grant.advertised(MsrpUri.parse("msrp://own/x;tcp")))
        .hasToString(FAR + " " + NEAR + " msrp://own/x;tcp");
  }

  @Test
  void isNoneWithoutSuccessOrPath() {
    MsrpHeader path = new MsrpHeader("Use-Path", NEAR);

    assertThat(RelayGrant.read(response(MsrpStatus.UNAUTHORIZED, path))).isNull();
    assertThat(RelayGrant.read(response(MsrpStatus.OK))).isNull();
    assertThat(RelayGrant.read(response(MsrpStatus.OK, new MsrpHeader("Use-Path", "x")))).isNull();
    assertThat(RelayGrant.read(response(MsrpStatus.OK, new MsrpHeader("Use-Path", "")))).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "-1", "1.5", "10000000000", "99999999999999999999", "\u0661"})
  void knowsNoLifetimeThatIsNoNumber(String value) {
    assertThat(RelayGrant.seconds(value)).isNull();
  }

  @Test
  void asksForTheUseOfARelay() {
    RequestHead auth =
        RequestHead.auth(
            new TransactionId("tA000001"),
            MsrpPath.parse(NEAR),
            PATH,
            List.of(new MsrpHeader("Expires", "600")));

    assertThat(auth.method()).isEqualTo(MsrpMethod.AUTH);
    assertThat(auth.header("expires")).isEqualTo("600");
    assertThat(auth.header("Authorization")).isNull();
  }
}
