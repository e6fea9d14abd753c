package org.parlour.interop.operator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Keeps what is logged at INFO and above while it is open, by the whole suite in this JVM.
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new ArrayList<>(List.of("begin"));
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("org.parlour");
  private final Level before = ours.getLevel();

  private LogWatch() {
    setContext(root.getLoggerContext());
  }

  static LogWatch begin() {
    LogWatch watch = new LogWatch();
    watch.start();
    watch.ours.setLevel(Level.INFO);
    watch.root.addAppender(watch);
    return watch;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.INFO) && isOfTheSuite(event.getLoggerName())) {
      synchronized (lines) {
        lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap());
      }
    }
  }

  /// Clients and the lab core speak for themselves.
  private static boolean isOfTheSuite(String logger) {
    return !logger.startsWith("org.parlour.client") && !logger.startsWith("org.parlour.labcore");
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
    ours.setLevel(before);
    stop();
  }
}
