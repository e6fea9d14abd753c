package org.parlour.mswitch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "198.51.100.7,true",
    "2001:db8::7,true",
    "127.0.0.1,false",
    "::1,false",
    "0.0.0.0,false",
    "10.1.2.3,false",
    "172.16.0.1,false",
    "192.168.1.1,false",
    "169.254.169.254,false",
    "fe80::1,false",
    "fd00::1,false",
    "100.64.0.1,false",
    "224.0.0.1,false",
    "::ffff:10.0.0.1,false",
    "203.0.113.77,false",
    "2001:db8:1::9,false"
  })
  void connectsToTheWorldAndNeverToWhatIsInside(String address, boolean permitted)
      throws UnknownHostException {
    ConnectPolicy policy =
        new ConnectPolicy(
            ConnectOut.PUBLIC,
            Stream.of("203.0.113.64/26", "2001:db8:1::/48").map(Network::parse).toList());

    assertThat(policy.permits(InetAddress.getByName(address))).isEqualTo(permitted);
  }

  @Test
  void deniesWhatIsDeniedWhateverElseIsPermitted() throws UnknownHostException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    Network network = Network.parse("127.0.0.0/8");

    assertThat(new ConnectPolicy(ConnectOut.LOOPBACK, List.of()).permits(loopback)).isTrue();
    assertThat(new ConnectPolicy(ConnectOut.LOOPBACK, List.of(network)).permits(loopback))
        .isFalse();
    assertThat(new ConnectPolicy(ConnectOut.OFF, List.of()).permits(loopback)).isFalse();
  }
}
