package org.parlour.standalone.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.parlour.labcore.LabCore;
import org.parlour.labcore.LabCoreConfig;

/// Puts the lab core in front of this suite's edge.
final class LabCoreStarter {
  private LabCoreStarter() {}

  static LabCore start(SuiteProperties properties) {
    LabCoreConfig config =
        LabCoreConfig.standalone()
            .withListen(local(properties, SuitePort.LAB_CORE))
            .withImServer(
                List.of(local(properties, SuitePort.CONTROLLING)),
                List.of(local(properties, SuitePort.ORIGINATING)),
                List.of(local(properties, SuitePort.TERMINATING)));
    try {
      return LabCore.start(config);
    } catch (IOException e) {
      throw StartFailure.of("the lab core did not start", e);
    }
  }

  private static InetSocketAddress local(SuiteProperties properties, SuitePort port) {
    return new InetSocketAddress("127.0.0.1", properties.port(port));
  }
}
