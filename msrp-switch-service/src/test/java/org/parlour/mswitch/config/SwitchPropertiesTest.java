package org.parlour.mswitch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SwitchPropertiesTest {
  private static SwitchProperties bind(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("im.msrp." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("im.msrp", SwitchProperties.class);
  }

  @Test
  void opensTcpOnLoopbackOnlyByDefault() {
    SwitchProperties properties = bind(Map.of());

    assertThat(properties.bind()).isEqualTo("127.0.0.1");
    assertThat(properties.port()).isEqualTo(2855);
    assertThat(properties.tls().port()).isNull();
    assertThat(properties.web().port()).isNull();
    assertThat(properties.web().securePort()).isNull();
    assertThat(properties.connectPolicy().permitsAny()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls.port | 2856 | im.msrp.tls.certificate: none",
        "web.secure-port | 443 | im.msrp.tls.certificate: none",
        "tls.key | /k.pem | im.msrp.tls: certificate null, key /k.pem",
        "tls.protocols | TLSv1.1 | im.msrp.tls.protocols: [TLSv1.1]",
        "tls.handshake | 0s | im.msrp.tls: handshake PT0S",
        "web.port | 65536 | im.msrp.web.port: 65536",
        "tls.advertised | msrp.example.org | im.msrp.tls.advertised: msrp.example.org (expected: host:port)",
        "web.advertised | :80 | im.msrp.web.advertised: :80",
        "web.secure-advertised | h:65536 | im.msrp.web.secure-advertised: h:65536",
        "web.path | msrp | im.msrp.web.path: msrp",
        "web.max-frame | 1B | im.msrp.web.max-frame: 1B",
        "connect-denied | cluster.local/8 | im.msrp.connect-denied: network: cluster.local/8",
        "connect-denied | 10.0.0.0/33 | im.msrp.connect-denied: network: 10.0.0.0/33",
        "bind | 0.0.0.0 | im.msrp.advertised-host: none"
      })
  void saysWhatIsWrong(String name, String value, String message) {
    assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(message);
  }
}
