package org.parlour.standalone.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// One log for the suite: everything in the file, warnings on the screen. Five contexts in one JVM
/// would each set up logging anew, so Spring Boot is told to leave it alone.
final class LogFile {
  private static final String LEVEL = "logging.level.";

  private LogFile() {}

  /// Must run before anything logs.
  static void open(Path directory, Map<String, String> properties) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty("parlour.logs", directory.toString());
    System.setProperty("logback.configurationFile", "logback-standalone.xml");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      properties.forEach(
          (name, level) -> {
            if (name.startsWith(LEVEL)) {
              String logger = name.substring(LEVEL.length());
              context
                  .getLogger(logger.equals("root") ? "ROOT" : logger)
                  .setLevel(Level.toLevel(level));
            }
          });
    }
  }
}
