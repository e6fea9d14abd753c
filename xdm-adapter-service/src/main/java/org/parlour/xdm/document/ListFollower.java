package org.parlour.xdm.document;

import java.time.Duration;
import org.parlour.xdm.schedule.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has groups published once more when a list changed to which they refer, whoever changed it.
final class ListFollower extends Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(ListFollower.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final GroupReferences references;
  private final Rounds corrections;

  /// @param corrections of groups
  ListFollower(GroupReferences references, Rounds corrections) {
    super("list-follower", INTERVAL, INTERVAL);
    this.references = references;
    this.corrections = corrections;
  }

  @Override
  protected void round() {
    try {
      if (references.follow()) {
        corrections.soon();
      }
    } catch (RuntimeException e) {
      LOG.warn("lists of groups were not followed, again in {}: {}", INTERVAL, e.getMessage());
    }
  }
}
