package org.parlour.support;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Keeps the services of one JVM apart: with everything on one class path, Spring Boot would
/// configure a database in a service that has none. A service names what it uses in
/// `im.technologies`; whatever is in [#OPTIONAL] and not named stays off.
public final class TechnologyFilter implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final String PACKAGE = "org.springframework.boot.";

  /// Boot has one package for each technology. `jpa` brings all that a database needs.
  private static final Set<String> OPTIONAL =
      Set.of(
          "jdbc",
          "jpa",
          "hibernate",
          "flyway",
          "data",
          "sql",
          "transaction",
          "persistence",
          "kafka",
          "thymeleaf");

  private List<String> technologies = List.of();

  @Override
  public void setEnvironment(Environment environment) {
    technologies =
        Arrays.asList(environment.getProperty("im.technologies", String[].class, new String[0]));
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
    boolean[] wanted = new boolean[autoConfigurationClasses.length];
    for (int i = 0; i < wanted.length; i++) {
      String name = autoConfigurationClasses[i];
      wanted[i] = name == null || isWanted(name);
    }
    return wanted;
  }

  private boolean isWanted(String autoConfiguration) {
    if (!autoConfiguration.startsWith(PACKAGE)) {
      return true;
    }
    int end = autoConfiguration.indexOf('.', PACKAGE.length());
    String technology = autoConfiguration.substring(PACKAGE.length(), end);
    return switch (technology) {
      case "kafka" -> false;
      case "thymeleaf" -> technologies.contains(technology);
      default -> !OPTIONAL.contains(technology) || technologies.contains("jpa");
    };
  }
}
