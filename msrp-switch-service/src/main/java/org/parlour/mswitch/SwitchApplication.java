package org.parlour.mswitch;

import org.parlour.support.ServiceRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts msrp-switch-service. Settings: `msrp-switch.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class SwitchApplication {
  public static void main(String[] arguments) {
    ServiceRunner.runOrExit("msrp-switch", SwitchApplication.class, arguments);
  }
}
