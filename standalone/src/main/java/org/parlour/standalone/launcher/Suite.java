package org.parlour.standalone.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.standalone.embedded.EmbeddedPostgres;

/// One suite on this machine. Started in order, stopped in reverse; it may be stopped while it
/// starts.
public final class Suite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final SuiteProperties properties;
  private final DataDirectory data;
  private final boolean processes;
  private final Progress progress;
  private final Parts parts;
  private @Nullable SuiteAddresses addresses;

  /// @param data borrowed: the caller closes it after the suite
  /// @param processes whether the services get processes of their own
  public Suite(
      SuiteProperties properties, DataDirectory data, boolean processes, Progress progress) {
    this.properties = properties;
    this.data = data;
    this.processes = processes;
    this.progress = progress;
    this.parts = new Parts(progress);
  }

  /// Blocks until every service is ready.
  ///
  /// @throws StartFailure when anything did not start; [#close()] then stops what had started
  public void start() {
    Loopback.require(properties);
    stopLeftOver();
    PortCheck.requireFree(properties);
    progress.line("starting Kafka and PostgreSQL in " + data.path());
    Infrastructure infrastructure = Infrastructure.start(properties, data, parts, progress);
    addresses = SuiteAddresses.of(properties, infrastructure);
    progress.line("starting the five services");
    if (processes) {
      InProcesses host = parts.add(Parts.Kind.SERVICES, new InProcesses(data.logs(), progress));
      startServices(host, infrastructure, host::allAlive);
    } else {
      InOneJvm host = parts.add(Parts.Kind.SERVICES, new InOneJvm());
      startServices(host, infrastructure, () -> true);
    }
    parts.add(Parts.Kind.LAB_CORE, LabCoreStarter.start(properties));
    progress.line("the lab core is ready");
  }

  /// A suite that was killed in this directory cannot have stopped its database.
  private void stopLeftOver() {
    try {
      EmbeddedPostgres.stopLeftOver(data.postgres());
    } catch (IOException e) {
      throw StartFailure.of("the database of an earlier run cannot be stopped", e);
    }
  }

  /// Where the running suite is reached.
  public SuiteAddresses addresses() {
    return Objects.requireNonNull(addresses, "the suite was not started");
  }

  private void startServices(
      ServiceHost host, Infrastructure infrastructure, BooleanSupplier alive) {
    List<CompletableFuture<@Nullable Void>> starting =
        Service.ALL.stream()
            .map(
                service ->
                    OwnThread.run(
                        "start-" + service.label(),
                        () -> startOne(host, service, infrastructure, alive)))
            .toList();
    try {
      OwnThread.allOrFirstFailure(starting).join();
    } catch (CompletionException e) {
      throw StartFailure.of("a service did not start", Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private void startOne(
      ServiceHost host, Service service, Infrastructure infrastructure, BooleanSupplier alive) {
    try {
      host.start(service, ServiceArguments.of(service, properties, data, infrastructure));
    } catch (RuntimeException e) {
      throw StartFailure.of(service.label() + " did not start", e);
    }
    Readiness.await(service, properties.port(service.http()), PATIENCE, alive);
    progress.line(service.label() + " is ready");
  }

  /// Lab core, services, Kafka, PostgreSQL, in this order.
  @Override
  public void close() {
    parts.close();
  }
}
