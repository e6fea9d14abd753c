package org.parlour.conference.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.streams.state.HostInfo;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.support.messaging.RecordPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The REST of sessions; it needs [SessionQueries] and this instance's [HostInfo].
@Configuration(proxyBeanMethods = false)
public class SessionsConfiguration {
  @Bean
  OtherInstances otherInstances(SessionQueries queries, HostInfo self) {
    return new OtherInstances(queries, self);
  }

  @Bean
  OperatorDesk operatorDesk(RecordPublisher publisher, MeterRegistry metrics) {
    return new OperatorDesk(publisher, metrics);
  }

  @Bean
  SessionsController sessionsController(SessionQueries queries, OtherInstances others) {
    return new SessionsController(queries, others);
  }

  @Bean
  OperatorController operatorController(
      SessionQueries queries, OtherInstances others, OperatorDesk desk) {
    return new OperatorController(queries, others, desk, InstantSource.system());
  }

  @Bean
  Unavailable unavailable() {
    return new Unavailable();
  }
}
