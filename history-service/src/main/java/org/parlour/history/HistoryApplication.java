package org.parlour.history;

import org.parlour.support.ServiceRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts history-service. Settings: `history.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class HistoryApplication {
  public static void main(String[] arguments) {
    ServiceRunner.runOrExit("history", HistoryApplication.class, arguments);
  }
}
