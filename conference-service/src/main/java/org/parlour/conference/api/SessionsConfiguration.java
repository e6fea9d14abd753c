package org.parlour.conference.api;

import org.apache.kafka.streams.state.HostInfo;
import org.parlour.conference.topology.SessionQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The REST view; it needs [SessionQueries] and this instance's [HostInfo].
@Configuration(proxyBeanMethods = false)
public class SessionsConfiguration {
  @Bean
  OtherInstances otherInstances(SessionQueries queries, HostInfo self) {
    return new OtherInstances(queries, self);
  }

  @Bean
  SessionsController sessionsController(SessionQueries queries, OtherInstances others) {
    return new SessionsController(queries, others);
  }
}
