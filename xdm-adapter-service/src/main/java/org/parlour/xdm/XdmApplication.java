package org.parlour.xdm;

import org.parlour.support.ServiceRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts xdm-adapter-service. Settings: `xdm-adapter.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class XdmApplication {
  public static void main(String[] arguments) {
    ServiceRunner.runOrExit("xdm-adapter", XdmApplication.class, arguments);
  }
}
