package org.parlour.interop.suite;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.support.net.FreePorts;

/// Gives tests a [Broker], the same one for all classes of the JVM.
public final class BrokerExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(BrokerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Broker.class;
  }

  @Override
  public Broker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SHARED)
        .computeIfAbsent(Broker.class, type -> start(), Broker.class);
  }

  private static Broker start() {
    Path directory = TemporaryDirectory.create("broker");
    return new Broker(
        EmbeddedKafka.start(directory, FreePorts.one()),
        () -> TemporaryDirectory.delete(directory));
  }
}
