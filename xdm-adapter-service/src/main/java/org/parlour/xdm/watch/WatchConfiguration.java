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
  DocumentNews documentNews(DataSource database, ImDomain domain) {
    return new DocumentNews(database, domain);
  }

  /// @param port for a root that nobody has set
  @Bean
  NewsPublisher newsPublisher(
      DocumentNews news,
      XcapDocuments documents,
      ApplicationUsages usages,
      RecordPublisher publisher,
      PlatformTransactionManager transactions,
      XdmProperties properties,
      XcapProperties xcap,
      WatchProperties watch,
      MeterRegistry registry,
      @Value("${server.port}") int port) {
    String root = xcap.root() == null ? "http://127.0.0.1:" + port + "/xcap-root" : xcap.root();
    return new NewsPublisher(
        news,
        documents,
        new Selections(usages, root),
        root,
        publisher,
        transactions,
        InstantSource.system(),
        properties.publishPatience(),
        watch.interval(),
        registry);
  }
}
