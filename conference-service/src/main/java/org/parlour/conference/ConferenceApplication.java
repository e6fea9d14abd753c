package org.parlour.conference;

import org.parlour.conference.config.ConferenceConfiguration;
import org.parlour.support.ServiceRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The conference service.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ConferenceConfiguration.class)
public class ConferenceApplication {
  public static void main(String[] arguments) {
    ServiceRunner.runOrExit("conference", ConferenceApplication.class, arguments);
  }
}
