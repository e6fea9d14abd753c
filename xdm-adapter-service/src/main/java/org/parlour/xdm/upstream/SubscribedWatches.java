package org.parlour.xdm.upstream;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.messaging.RecordPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By subscriptions to `xcap-diff`, which conference-service keeps. What does not get there is said
/// again when the document is next confirmed and still nothing is told. Thread-safe.
final class SubscribedWatches implements Watches {
  private static final Logger LOG = LoggerFactory.getLogger(SubscribedWatches.class);
  private static final int SEED_BYTES = 16;

  private final RecordPublisher publisher;
  private final Notifier notifier;
  private final Map<Kind, Place> places;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /// Whom to subscribe with.
  ///
  /// @param address null: whoever's document it is
  /// @param route a proxy that requests pass; null: as edges are set up
  /// @param subscriber who subscribes
  record Notifier(@Nullable ImAddress address, @Nullable String route, ImAddress subscriber) {}

  SubscribedWatches(
      RecordPublisher publisher, Notifier notifier, Map<Kind, Place> places, InstantSource clock) {
    this.publisher = publisher;
    this.notifier = notifier;
    this.places = Map.copyOf(places);
    this.clock = clock;
  }

  @Override
  public void want(Kind kind, ImAddress uri) {
    Place place = places.get(kind);
    if (place != null) {
      publish(
          uri,
          new UpstreamWatch.Wanted(
              notifier.address() == null ? uri : notifier.address(),
              notifier.route(),
              notifier.subscriber(),
              place.of(uri)));
    }
  }

  @Override
  public void drop(ImAddress uri) {
    publish(uri, null);
  }

  private void publish(ImAddress uri, UpstreamWatch.@Nullable Wanted wanted) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    ImAddress subject = uri.canonical();
    var _ =
        publisher
            .publish(
                TopicCatalogue.SIGNALLING,
                AggregateKey.ofUpstream(subject).value(),
                new UpstreamWatch(clock.instant(), seed, subject, wanted),
                null)
            .whenComplete((_, failure) -> note(subject, failure));
  }

  private static void note(ImAddress subject, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("{}: not subscribed to, tried again later: {}", subject, failure.getMessage());
    }
  }
}
