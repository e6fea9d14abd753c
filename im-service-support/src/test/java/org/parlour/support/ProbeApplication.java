package org.parlour.support;

import org.parlour.contracts.error.ImError;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.problem.Refused;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A service that does nothing, and has not even a broker.
@SpringBootApplication
@RestController
class ProbeApplication {
  @Bean
  TopicProvisioner topicProvisioner(KafkaClients clients) {
    return new TopicProvisioner(clients);
  }

  @GetMapping("/api/v1/probe")
  String probe() {
    return "here";
  }

  @GetMapping("/api/v1/refused")
  String refused() {
    throw new Refused(ImError.values()[0], "nothing of the kind");
  }

  @GetMapping("/api/v1/number/{number}")
  String number(@PathVariable int number) {
    return Integer.toString(number);
  }
}
