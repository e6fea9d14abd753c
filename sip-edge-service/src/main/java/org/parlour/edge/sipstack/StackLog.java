package org.parlour.edge.sipstack;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/// The stack's log: SLF4J, errors only, limited in rate. The stack asks whether logging is
/// on dozens of times a message, so the answer is a constant. It is created by the stack, by name.
public final class StackLog implements StackLogger {
  private static final RateLimitedLog LOG =
      new RateLimitedLog(LoggerFactory.getLogger("org.parlour.edge.jain"));

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return false;
  }

  @Override
  public void logException(Throwable failure) {
    LOG.error("SIP stack", failure);
  }

  @Override
  public void logFatalError(String text) {
    LOG.error(text);
  }

  @Override
  public void logError(String text) {
    LOG.error(text);
  }

  @Override
  public void logError(String text, Exception failure) {
    LOG.error(text, failure);
  }

  @Override
  public void logWarning(String text) {}

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logDebug(String text) {}

  @Override
  public void logDebug(String text, Exception failure) {}

  @Override
  public void logTrace(String text) {}

  @Override
  public void logInfo(String text) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String text) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return "org.parlour.edge.jain";
  }
}
