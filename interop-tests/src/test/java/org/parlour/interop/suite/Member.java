package org.parlour.interop.suite;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One service process of a cluster, which can be killed and started again.
public final class Member implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final String name;
  private final Class<?> application;
  private final Map<String, String> properties;
  private final URI http;
  private final Path logs;
  private ServiceProcess process;

  Member(
      String name, Class<?> application, Map<String, String> properties, int httpPort, Path logs) {
    this.name = name;
    this.application = application;
    this.properties = properties;
    this.http = URI.create("http://127.0.0.1:" + httpPort);
    this.logs = logs;
    this.process = ServiceProcess.start(name, application, properties, logs);
  }

  public URI http() {
    return http;
  }

  public ServiceProcess process() {
    return process;
  }

  /// After a kill: the same instance, with what it kept on its disk.
  public void startAgain() {
    process = ServiceProcess.start(name, application, properties, logs);
  }

  /// Blocks until it says that it is ready.
  public void awaitReady() {
    await(name + " is ready")
        .atMost(PATIENCE)
        .until(
            () -> {
              if (!process.alive()) {
                throw new IllegalStateException(name + " ended: " + process.log());
              }
              return RestClient.isReady(http);
            });
  }

  @Override
  public void close() {
    process.close();
  }
}
