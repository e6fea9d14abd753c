package org.parlour.standalone.launcher;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parlour.support.ServiceRunner;
import org.springframework.context.ConfigurableApplicationContext;

/// Each service as a Spring context of its own in this JVM.
final class InOneJvm implements ServiceHost {
  private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

  @Override
  public void start(Service service, String[] arguments) {
    contexts.add(
        ServiceRunner.builder(service.label(), service.application())
            .registerShutdownHook(false)
            .run(arguments));
  }

  @Override
  public void close() {
    CompletableFuture.allOf(
            contexts.stream()
                .map(context -> OwnThread.run("stop-" + context.getId(), context::close))
                .toArray(CompletableFuture<?>[]::new))
        .exceptionally(failure -> null)
        .join();
  }
}
