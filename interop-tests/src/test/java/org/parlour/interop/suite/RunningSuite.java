package org.parlour.interop.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.parlour.standalone.launcher.DataDirectory;
import org.parlour.standalone.launcher.Progress;
import org.parlour.standalone.launcher.Suite;
import org.parlour.standalone.launcher.SuiteAddresses;
import org.parlour.standalone.launcher.SuiteProperties;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// A whole suite (broker, database, five services, lab core) on free ports, with an empty data
/// directory that is deleted afterwards.
public final class RunningSuite implements AutoCloseable {
  private final Suite suite;
  private final DataDirectory data;

  private RunningSuite(Suite suite, DataDirectory data) {
    this.suite = suite;
    this.data = data;
  }

  /// Blocks until it is ready.
  ///
  /// @param processes whether the services get processes of their own
  public static RunningSuite start(boolean processes, Map<String, String> properties) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Path directory = TemporaryDirectory.create("suite");
    DataDirectory data = DataDirectory.open(directory, false);
    Suite suite =
        new Suite(SuiteProperties.onFreePorts(properties), data, processes, Progress.silent());
    RunningSuite running = new RunningSuite(suite, data);
    try {
      suite.start();
      return running;
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  public SuiteAddresses addresses() {
    return suite.addresses();
  }

  /// For tests that write or read topics themselves.
  public KafkaClients kafka() {
    return new KafkaClients(
        new KafkaProperties(
            addresses().kafka(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
  }

  /// As the demo administrator.
  public RestClient rest() {
    return new RestClient("admin", "admin");
  }

  @Override
  public void close() {
    suite.close();
    data.close();
    TemporaryDirectory.delete(data.path());
  }
}
