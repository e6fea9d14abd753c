package org.parlour.conference.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.parlour.conference.ConferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running stream processor. A thread that dies is replaced: with exactly-once nothing
/// half-done remains of it.
public final class ConferenceStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConferenceStreams.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StateDirectory directory;
  private final KafkaStreams streams;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ConferenceStreams(StateDirectory directory, KafkaStreams streams) {
    this.directory = directory;
    this.streams = streams;
  }

  /// Returns at once; [#running] tells when the partitions are there.
  public static ConferenceStreams start(
      ConferencePolicy policy,
      StreamsSettings settings,
      SwitchWatch watch,
      UserWatch users,
      ShellMetrics metrics) {
    StateDirectory directory = new StateDirectory(settings.stateDirectory());
    directory.prepare();
    KafkaStreams streams =
        new KafkaStreams(
            ConferenceTopology.build(policy, watch, users, metrics), settings.properties());
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.error("a stream thread died and is replaced", failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
    return new ConferenceStreams(directory, streams);
  }

  public boolean running() {
    return streams.state() == State.RUNNING;
  }

  public State state() {
    return streams.state();
  }

  public KafkaStreams streams() {
    return streams;
  }

  /// Leaves the group, so that others take over at once.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      boolean clean =
          streams.close(
              CloseOptions.timeout(PATIENCE)
                  .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      if (clean) {
        directory.markClean();
      }
    }
  }
}
