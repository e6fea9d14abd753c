package org.parlour.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

class TechnologyFilterTest {
  private static final String JDBC =
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
  private static final String FLYWAY =
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration";
  private static final String KAFKA =
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration";
  private static final String PAGES =
      "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration";
  private static final String WEB =
      "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration";
  private static final String FOREIGN = "org.springdoc.core.SomeAutoConfiguration";

  private static final AutoConfigurationMetadata NONE =
      (AutoConfigurationMetadata)
          Proxy.newProxyInstance(
              TechnologyFilterTest.class.getClassLoader(),
              new Class<?>[] {AutoConfigurationMetadata.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("the metadata is not asked");
              });

  @Test
  void aServiceThatNamesNothingGetsNoDatabase() {
    assertThat(wanted(null, JDBC)).isFalse();
    assertThat(wanted(null, FLYWAY)).isFalse();
  }

  @Test
  void aServiceWithJpaGetsTheDatabaseAndItsMigrations() {
    assertThat(wanted("jpa", JDBC)).isTrue();
    assertThat(wanted("jpa", FLYWAY)).isTrue();
  }

  @Test
  void kafkaClientsAreOursAlways() {
    assertThat(wanted(null, KAFKA)).isFalse();
    assertThat(wanted("jpa", KAFKA)).isFalse();
  }

  @Test
  void pagesAreForTheServiceThatNamesThem() {
    assertThat(wanted("jpa", PAGES)).isFalse();
    assertThat(wanted("jpa, thymeleaf", PAGES)).isTrue();
    assertThat(wanted("jpa, thymeleaf", JDBC)).isTrue();
  }

  @Test
  void whatIsNoOptionalTechnologyIsLeftAlone() {
    assertThat(wanted(null, WEB)).isTrue();
    assertThat(wanted(null, FOREIGN)).isTrue();
  }

  private static boolean wanted(@Nullable String technologies, String autoConfiguration) {
    TechnologyFilter filter = new TechnologyFilter();
    MockEnvironment environment = new MockEnvironment();
    if (technologies != null) {
      environment.setProperty("im.technologies", technologies);
    }
    filter.setEnvironment(environment);
    return filter.match(new String[] {autoConfiguration}, NONE)[0];
  }
}
