package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.topic.RecordHeaders;

/// The record that led to effects, as far as they tell of it.
///
/// @param timestamp of the record and of what follows from it
/// @param headers of the record
/// @param waited tells edges how long it had waited; null unless an edge published it
record Cause(long timestamp, Headers headers, @Nullable Header waited) {
  /// @param now the wall clock at the decision, in milliseconds
  static Cause of(Record<byte[], byte[]> record, SignallingInput input, long now) {
    return new Cause(
        record.timestamp(),
        record.headers(),
        fromEdge(input) ? waited(now - record.timestamp()) : null);
  }

  private static Header waited(long millis) {
    return new RecordHeader(
        RecordHeaders.WAITED,
        Long.toString(Math.max(0, millis)).getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean fromEdge(SignallingInput input) {
    return switch (input) {
      case SipRequest r -> true;
      case SipResponse r -> true;
      case RequestFailed f -> true;
      case AnswerAbandoned a -> true;
      case TimerFired t -> false;
      case MediaEvent m -> false;
      case GroupDocument d -> false;
      case UserPolicy p -> false;
      case DocumentChanged d -> false;
      case DocumentsFound d -> false;
      case UpstreamWatch w -> false;
      case SwitchLeft s -> false;
      case OperatorRequest o -> false;
    };
  }
}
