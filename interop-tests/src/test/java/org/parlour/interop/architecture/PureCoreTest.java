package org.parlour.interop.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// What conference-service decides depends on the state and the command alone.
class PureCoreTest {
  private static final String SERVICE = "org.parlour.conference";
  private static final String RULES = "org.parlour.contracts.group";

  private static final JavaClasses CORE =
      OurClasses.ALL.that(DescribedPredicate.describe("belong to the core", PureCoreTest::isCore));

  @Test
  void knowsNeitherKafkaNorSpring() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.springframework..")
        .check(CORE);
  }

  @Test
  void asksNoClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(CORE);
  }

  @Test
  void drawsNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CORE);
  }

  private static boolean isCore(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(RULES)
        || in(name, "")
            && !type.getSimpleName().endsWith("Application")
            && !in(name, "topology")
            && !in(name, "api")
            && !in(name, "config");
  }

  private static boolean in(String packageName, String feature) {
    String prefix = feature.isEmpty() ? SERVICE : SERVICE + "." + feature;
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }
}
