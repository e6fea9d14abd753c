package org.parlour.edge;

import org.parlour.support.ServiceRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts sip-edge-service. Settings: `sip-edge.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class EdgeApplication {
  public static void main(String[] arguments) {
    ServiceRunner.runOrExit("sip-edge", EdgeApplication.class, arguments);
  }
}
