package org.parlour.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackTest {
  @Test
  void wellKnownPasswordsAreNotShownToTheWorld() {
    SuiteProperties properties = new SuiteProperties(Map.of("server.address", "0.0.0.0"));

    assertThatThrownBy(() -> Loopback.require(properties))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--server.address=0.0.0.0");
  }

  @Test
  void otherLoopbackAddressesAreFine() {
    SuiteProperties properties = new SuiteProperties(Map.of("server.address", "127.0.0.2"));

    assertThatCode(() -> Loopback.require(properties)).doesNotThrowAnyException();
  }
}
