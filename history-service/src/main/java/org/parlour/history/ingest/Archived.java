package org.parlour.history.ingest;

import java.util.List;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.observe.Hops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last hop of a trace: each record that is now in the archive is noted under its own
/// correlation id, though one transaction stored many.
final class Archived {
  private static final Logger LOG = LoggerFactory.getLogger(Archived.class);

  private Archived() {}

  static void note(Hops hops, List<? extends ReceivedRecord<?>> records) {
    for (ReceivedRecord<?> record : records) {
      try (Hops.Hop _ = hops.begin("archive", record.origin())) {
        LOG.debug("archived {}", record.value().getClass().getSimpleName());
      }
    }
  }
}
