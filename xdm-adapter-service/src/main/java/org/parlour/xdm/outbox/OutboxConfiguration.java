package org.parlour.xdm.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.parlour.xdm.document.PublicationStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  @Bean
  Outbox outbox(List<PublicationStore<?, ?>> stores) {
    return new Outbox(stores);
  }

  @Bean(destroyMethod = "close")
  StoredCensus storedCensus(Outbox outbox, OutboxProperties properties, MeterRegistry registry) {
    return StoredCensus.start(outbox, properties.countInterval(), registry);
  }

  @Bean
  OutboxHealth documentsHealthIndicator(StoredCensus census) {
    return new OutboxHealth(census);
  }
}
