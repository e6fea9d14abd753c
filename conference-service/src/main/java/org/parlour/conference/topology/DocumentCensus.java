package org.parlour.conference.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.parlour.conference.state.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts now and then how many documents the aggregates of this instance hold, on a thread of its
/// own: a look at every part of its stores.
///
/// `im.conference.documents{kind}`, summed over instances, is to be what xdm-adapter-service has
/// stored, `im.xdm.documents{kind}`.
public final class DocumentCensus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentCensus.class);

  private final KafkaStreams streams;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("document-census").daemon().factory());
  private volatile Count latest = new Count(0, 0);

  private DocumentCensus(KafkaStreams streams) {
    this.streams = streams;
  }

  /// @param groups whose document is here
  /// @param users whose policy is here
  public record Count(int groups, int users) {}

  /// @param interval between two counts
  public static DocumentCensus start(
      KafkaStreams streams, Duration interval, MeterRegistry registry) {
    DocumentCensus census = new DocumentCensus(streams);
    gauge(registry, "group", census, c -> c.latest.groups());
    gauge(registry, "user", census, c -> c.latest.users());
    long millis = interval.toMillis();
    var _ =
        census.clock.scheduleWithFixedDelay(census::count, millis, millis, TimeUnit.MILLISECONDS);
    return census;
  }

  private static void gauge(
      MeterRegistry registry,
      String kind,
      DocumentCensus census,
      ToDoubleFunction<DocumentCensus> number) {
    registry.gauge("im.conference.documents", Tags.of("kind", kind), census, number);
  }

  /// When it last counted.
  public Count latest() {
    return latest;
  }

  /// While partitions move the former count stays.
  private void count() {
    int groups = 0;
    int users = 0;
    try (KeyValueIterator<byte[], byte[]> all =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    ConferenceTopology.PARTS, QueryableStoreTypes.<byte[], byte[]>keyValueStore()))
            .all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> part = all.next();
        String name = StoreKeys.nameOfPart(part.key);
        groups += name.equals(Parts.DOCUMENT) ? 1 : 0;
        users += name.equals(Parts.POLICY) ? 1 : 0;
      }
      latest = new Count(groups, users);
    } catch (InvalidStateStoreException e) {
      LOG.debug("documents are not counted now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("documents cannot be counted", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
