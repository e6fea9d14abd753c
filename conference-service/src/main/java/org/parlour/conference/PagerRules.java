package org.parlour.conference;

import java.time.Duration;

/// The operator's choices about pager messages to several users.
///
/// @param listService messages to a URI list are taken (8.3.1.1.1-1)
/// @param maxRecipients of one list (RFC 5365 §8: amplification)
/// @param window copies of one message without a final response, at most
/// @param deadline whoever was not reached by then never is
/// @param reports a failed delivery is told to an originator that asked for it (D-12)
/// @param archive messages to groups and sessions are recorded
/// @param largeAnswer how long a recipient of a large message may take to answer
public record PagerRules(
    boolean listService,
    int maxRecipients,
    int window,
    Duration deadline,
    boolean reports,
    boolean archive,
    Duration largeAnswer) {
  public static final PagerRules DEFAULTS =
      new PagerRules(true, 100, 50, Duration.ofSeconds(180), true, true, Duration.ofSeconds(15));

  public PagerRules {
    if (maxRecipients < 1 || window < 1) {
      throw new IllegalArgumentException(
          "pager rules: " + maxRecipients + " recipients, window " + window + " (expected: >= 1)");
    }
  }

  public PagerRules withListService(boolean on) {
    return new PagerRules(on, maxRecipients, window, deadline, reports, archive, largeAnswer);
  }

  public PagerRules withMaxRecipients(int most) {
    return new PagerRules(listService, most, window, deadline, reports, archive, largeAnswer);
  }

  public PagerRules withWindow(int most) {
    return new PagerRules(
        listService, maxRecipients, most, deadline, reports, archive, largeAnswer);
  }

  public PagerRules withReports(boolean on) {
    return new PagerRules(listService, maxRecipients, window, deadline, on, archive, largeAnswer);
  }

  public PagerRules withArchive(boolean on) {
    return new PagerRules(listService, maxRecipients, window, deadline, reports, on, largeAnswer);
  }
}
