package org.parlour.xdm.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.config.XcapProperties;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.tree.XcapDocuments;
import org.parlour.xdm.usage.ApplicationUsages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
  @Bean
  DocumentNews documentNews(DataSource database) {
    return new DocumentNews(database);
  }

  /// The XCAP root as NOTIFYs have it.
  ///
  /// @param port for a root that nobody has set
  private static String root(XcapProperties xcap, int port) {
    return xcap.root() == null ? "http://127.0.0.1:" + port + "/xcap-root" : xcap.root();
  }

  @Bean
  Selections selections(
      ApplicationUsages usages,
      XcapDocuments documents,
      XcapProperties xcap,
      @Value("${server.port}") int port) {
    return new Selections(usages, root(xcap, port), documents::isServer);
  }

  @Bean
  Interests interests(
      DocumentNews news,
      Selections selections,
      XcapDocuments documents,
      DataSource database,
      PlatformTransactionManager transactions) {
    return new Interests(news, selections, documents::isServer, database, transactions);
  }

  @Bean
  NewsPublisher newsPublisher(
      DocumentNews news,
      Interests interests,
      XcapDocuments documents,
      Selections selections,
      ImDomain domain,
      RecordPublisher publisher,
      PlatformTransactionManager transactions,
      XdmProperties properties,
      XcapProperties xcap,
      WatchProperties watch,
      MeterRegistry registry,
      @Value("${server.port}") int port) {
    return new NewsPublisher(
        news,
        interests,
        documents,
        selections,
        domain,
        root(xcap, port),
        publisher,
        transactions,
        InstantSource.system(),
        properties.publishPatience(),
        watch.interval(),
        registry);
  }
}
