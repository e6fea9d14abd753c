package org.parlour.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void freePortsAreAccepted() {
    SuiteProperties properties = SuiteProperties.onFreePorts(Map.of());

    assertThatCode(() -> PortCheck.requireFree(properties)).doesNotThrowAnyException();
  }

  @Test
  void aTakenPortIsNamedWithWhoNeedsItAndHowToChooseAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SuiteProperties properties = withPort(SuitePort.MSRP, taken.getLocalPort());

      assertThatThrownBy(() -> PortCheck.requireFree(properties))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("the MSRP switch")
          .hasMessageContaining("--" + SuitePort.MSRP.property());
    }
  }

  @Test
  void aPortThatIsTakenForUdpOnlyIsTaken() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      SuiteProperties properties = withPort(SuitePort.LAB_CORE, taken.getLocalPort());

      assertThatThrownBy(() -> PortCheck.requireFree(properties))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("the lab core");
    }
  }

  @Test
  void onePortForTwoIsRefused() {
    SuiteProperties free = SuiteProperties.onFreePorts(Map.of());
    SuiteProperties properties = withPort(SuitePort.CONTROLLING, free.port(SuitePort.CONTROLLING));
    SuiteProperties doubled =
        SuiteProperties.onFreePorts(
            Map.of(
                SuitePort.CONTROLLING.property(), text(properties),
                SuitePort.TERMINATING.property(), text(properties)));

    assertThatThrownBy(() -> PortCheck.requireFree(doubled))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(SuitePort.CONTROLLING.property())
        .hasMessageContaining(SuitePort.TERMINATING.property());
  }

  @Test
  void whatIsNoPortIsRefused() {
    SuiteProperties properties =
        SuiteProperties.onFreePorts(Map.of(SuitePort.MSRP.property(), "many"));

    assertThatThrownBy(() -> PortCheck.requireFree(properties))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("many");
  }

  private static String text(SuiteProperties properties) {
    return Integer.toString(properties.port(SuitePort.CONTROLLING));
  }

  private static SuiteProperties withPort(SuitePort port, int number) {
    return SuiteProperties.onFreePorts(Map.of(port.property(), Integer.toString(number)));
  }
}
