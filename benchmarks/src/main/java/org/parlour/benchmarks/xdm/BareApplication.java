package org.parlour.benchmarks.xdm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.parlour.standalone.embedded.EmbeddedPostgres;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The least that Spring does for a document: the same server on the same kind of threads, a
/// [BareController] and a [PromisesController]; no logins, no metrics.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
public class BareApplication {
  /// As many as the service has.
  private static final int CONNECTIONS = 10;

  /// @param arguments properties
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(BareApplication.class)
        .properties("spring.threads.virtual.enabled=true", "spring.config.name=bare")
        .run(arguments);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource database(@Value("${bare.database}") String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(EmbeddedPostgres.USER);
    config.setPassword(EmbeddedPostgres.PASSWORD);
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  /// With the settings of the service.
  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> producer(@Value("${bare.kafka}") String brokers) {
    short replicas = 1;
    KafkaProperties properties =
        new KafkaProperties(brokers, true, replicas, replicas, Duration.ofSeconds(5), Map.of());
    return new KafkaClients(properties).producer("bare");
  }

  @Bean
  BareController bareController(HikariDataSource database) {
    return new BareController(new JdbcTemplate(database));
  }

  @Bean
  PromisesController promisesController(
      HikariDataSource database, Producer<byte[], byte[]> producer) {
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    return new PromisesController(
        new PromisedRows(new JdbcTemplate(database), transaction), new PromisedRecord(producer));
  }
}
