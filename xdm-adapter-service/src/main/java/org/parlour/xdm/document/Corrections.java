package org.parlour.xdm.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.schedule.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Undoes publications of unknown fate, on a thread of its own: publishes the thing as it is
/// stored, under a higher version. It tries until Kafka takes it.
///
/// @param <C> what such a thing says
public final class Corrections<C> extends Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

  private final PublicationStore<?, C> store;
  private final DocumentPublisher publisher;
  private final Wording<C> wording;
  private final PublicationMetrics metrics;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration interval;

  public Corrections(
      PublicationStore<?, C> store,
      DocumentPublisher publisher,
      Wording<C> wording,
      PublicationMetrics metrics,
      InstantSource clock,
      Duration patience,
      Duration interval) {
    super(wording.noun() + "-corrections", interval, interval);
    this.store = store;
    this.publisher = publisher;
    this.wording = wording;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
    this.interval = interval;
  }

  /// Undoes whatever is due. What cannot be undone now stays for the next round.
  @Override
  protected void round() {
    try {
      while (store.correctOne(this::publish)) {
        metrics.corrected();
      }
      metrics.unsettled(store.unsettled());
    } catch (RuntimeException e) {
      LOG.warn("publications could not be corrected, again in {}: {}", interval, e.getMessage());
    }
  }

  private void publish(ImAddress uri, long version, @Nullable C stored) {
    LOG.debug("{} {}: published as it is stored by version {}", wording.noun(), uri, version);
    publisher
        .publish(uri, wording.command(clock.instant(), uri, version, stored))
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
