package org.parlour.conference.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.RecordPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts what an administrator wants of a session into the log of the session's own inputs, writes
/// it down and counts it. Thread-safe; blocks until Kafka has it.
final class OperatorDesk {
  /// Who did what, for auditors: no text of users, no address that is not public, no capability.
  private static final Logger AUDIT = LoggerFactory.getLogger("org.parlour.audit");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String METRIC = "im.conference.operator.requests";

  private final RecordPublisher publisher;
  private final MeterRegistry metrics;

  OperatorDesk(RecordPublisher publisher, MeterRegistry metrics) {
    this.publisher = publisher;
    this.metrics = metrics;
  }

  enum Action {
    EXPEL,
    CLOSE,
    ANNOUNCE,
    MODIFY_MEDIA;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  enum Outcome {
    ACCEPTED,
    REFUSED,
    FAILED
  }

  /// Kafka did not say that it has the request. It may have it all the same.
  static final class KafkaAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaAway(Exception cause) {
      super("Kafka did not acknowledge the request; it may still be obeyed", cause);
    }
  }

  /// @param about what the auditor reads of it
  void take(
      Action action,
      UUID session,
      AggregateKey key,
      OperatorRequest request,
      String administrator,
      String about) {
    Outcome outcome = Outcome.FAILED;
    try {
      publisher
          .publish(TopicCatalogue.SIGNALLING, key.value(), request, null)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      outcome = Outcome.ACCEPTED;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaAway(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaAway(e);
    } finally {
      note(action, session, administrator, about, outcome);
    }
  }

  void note(Action action, UUID session, String administrator, String about, Outcome outcome) {
    String result = outcome.name().toLowerCase(Locale.ROOT);
    AUDIT.info(
        "{} {} session {} {}: {}",
        administrator,
        action.label(),
        session,
        CONTROL.matcher(about).replaceAll("?"),
        result);
    metrics.counter(METRIC, "action", action.label(), "outcome", result).increment();
  }
}
