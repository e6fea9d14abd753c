package org.parlour.support;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts a service, alone or beside others in one JVM. A service reads `application.*` and the
/// file of its own name, so that several on one class path do not hide each other's defaults.
public final class ServiceRunner {
  private ServiceRunner() {}

  /// @param service the service's name, for example `sip-edge`
  public static ConfigurableApplicationContext run(
      String service, Class<?> application, String... arguments) {
    return builder(service, application).run(arguments);
  }

  /// For a launcher that adds beans or properties of its own.
  public static SpringApplicationBuilder builder(String service, Class<?> application) {
    return new SpringApplicationBuilder(application)
        .bannerMode(Banner.Mode.OFF)
        .properties(defaults(service))
        .logStartupInfo(false);
  }

  /// Starts a service and ends the JVM with exit code 1 when it cannot start: Kafka's threads would
  /// keep it alive otherwise. The reason is in the log.
  public static void runOrExit(String service, Class<?> application, String... arguments) {
    try {
      run(service, application, arguments);
    } catch (RuntimeException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /// What is alike in every service; each can be overridden like any property.
  private static Map<String, Object> defaults(String service) {
    return Map.ofEntries(
        Map.entry("spring.config.name", "application," + service),
        Map.entry("spring.application.name", service),
        Map.entry("spring.threads.virtual.enabled", "true"),
        Map.entry("spring.mvc.problemdetails.enabled", "true"),
        Map.entry("server.shutdown", "graceful"),
        Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "2s"),
        Map.entry("management.endpoints.web.exposure.include", "health,info,prometheus,imstate"),
        Map.entry("management.endpoint.health.probes.enabled", "true"),
        Map.entry("management.endpoint.health.show-details", "when-authorized"),
        Map.entry("management.metrics.tags.service", service),
        Map.entry("logging.pattern.correlation", "[%X{correlationId:-}] "),
        Map.entry("logging.include-application-name", "true"),
        Map.entry("logging.level.org.apache.kafka", "WARN"));
  }
}
