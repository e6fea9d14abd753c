package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;

/// Effects as records: which sink, which key, which bytes.
final class EffectSink {
  private static final String CORRELATION =
      org.parlour.contracts.topic.RecordHeaders.CORRELATION_ID;
  private static final String TRACE = org.parlour.contracts.topic.RecordHeaders.TRACE_PARENT;

  /// Room for key, headers and framing.
  private static final int OVERHEAD = 4096;

  private EffectSink() {}

  record Outgoing(String sink, Record<byte[], Object> record) {}

  /// Encodes; fails before anything is sent.
  static Outgoing encode(byte[] key, Effect effect, Cause cause) {
    return switch (effect) {
      case Effect.ToAnyEdge e ->
          outgoing(
              ConferenceTopology.TO_EDGES,
              key,
              instruction(e.instruction()),
              cause.timestamp(),
              headers(cause, e.instruction()));
      case Effect.ToEdge e ->
          outgoing(
              ConferenceTopology.TO_EDGE,
              key,
              new Addressed(e.ordinal(), instruction(e.instruction())),
              cause.timestamp(),
              headers(cause, e.instruction()));
      case Effect.ToSwitch e ->
          outgoing(
              ConferenceTopology.TO_SWITCH,
              key,
              new Addressed(e.ordinal(), encoded(TopicCatalogue.SWITCH_INBOX, e.command())),
              cause.timestamp(),
              headers(cause, null));
      case Effect.ToHistory e -> history(e.command(), cause);
      case Effect.ToAggregate e ->
          outgoing(
              ConferenceTopology.TO_SELF,
              e.key().value().getBytes(StandardCharsets.UTF_8),
              encoded(TopicCatalogue.SIGNALLING, e.input()),
              cause.timestamp(),
              headers(cause, null));
      case Effect.ToXdm e ->
          outgoing(
              ConferenceTopology.TO_XDM,
              e.command().key().getBytes(StandardCharsets.UTF_8),
              encoded(TopicCatalogue.XDM_COMMANDS, e.command()),
              cause.timestamp(),
              headers(cause, null));
      case Effect.ToEverybody e ->
          outgoing(
              ConferenceTopology.TO_EVERYBODY,
              key,
              encoded(TopicCatalogue.USER_POLICIES, e.policy()),
              cause.timestamp(),
              headers(cause, null));
      case Effect.ToMessages e ->
          outgoing(
              ConferenceTopology.TO_MESSAGES,
              e.record().recording().getBytes(StandardCharsets.UTF_8),
              encoded(TopicCatalogue.MESSAGES, e.record()),
              cause.timestamp(),
              headers(cause, null));
    };
  }

  private static Outgoing history(HistoryCommand command, Cause cause) {
    return outgoing(
        ConferenceTopology.TO_HISTORY,
        command.recording().getBytes(StandardCharsets.UTF_8),
        encoded(TopicCatalogue.HISTORY_COMMANDS, command),
        cause.timestamp(),
        headers(cause, null));
  }

  private static byte[] instruction(EdgeInstruction instruction) {
    return encoded(TopicCatalogue.SIP_REQUESTS, instruction);
  }

  /// A record that the broker would refuse must not get as far as the producer: there it kills the
  /// stream thread again and again.
  private static <V> byte[] encoded(Topic<V> topic, V value) {
    byte[] bytes = RecordCodec.encode(topic.valueType(), value);
    if (bytes.length > topic.maxRecordBytes() - OVERHEAD) {
      throw new IllegalStateException(
          topic.name()
              + ": record of "
              + bytes.length
              + " octets (expected: less than "
              + (topic.maxRecordBytes() - OVERHEAD)
              + ")");
    }
    return bytes;
  }

  private static Outgoing outgoing(
      String sink, byte[] key, Object value, long timestamp, Headers headers) {
    return new Outgoing(sink, new Record<>(key, value, timestamp, headers));
  }

  /// The cause's correlation and trace go on; without one, the request's own Call-ID correlates.
  ///
  /// @param instruction null when it is not for an edge
  private static Headers headers(Cause cause, @Nullable EdgeInstruction instruction) {
    RecordHeaders headers = new RecordHeaders();
    copy(cause.headers(), TRACE, headers);
    if (!copy(cause.headers(), CORRELATION, headers)
        && instruction instanceof SendRequest request) {
      headers.add(new RecordHeader(CORRELATION, request.callId().getBytes(StandardCharsets.UTF_8)));
    }
    Header waited = cause.waited();
    if (waited != null && instruction != null) {
      headers.add(waited);
    }
    return headers;
  }

  private static boolean copy(Headers from, String name, Headers to) {
    Header header = from.lastHeader(name);
    if (header != null) {
      to.add(header);
    }
    return header != null;
  }
}
