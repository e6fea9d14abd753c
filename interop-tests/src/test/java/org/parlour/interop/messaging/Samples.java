package org.parlour.interop.messaging;

import java.time.Instant;
import java.util.Map;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.protocol.address.ImAddress;

/// One record for each topic.
final class Samples {
  private static final AggregateKey KEY = new AggregateKey("sip:team@im.example.org");
  private static final ImAddress SESSION = ImAddress.sip("s-1", "im.example.org");

  private static final Map<Topic<?>, byte[]> BY_TOPIC =
      Map.of(
          TopicCatalogue.SIGNALLING,
          encode(TopicCatalogue.SIGNALLING, new TimerFired(Instant.EPOCH, "none", 1)),
          TopicCatalogue.SIP_REQUESTS,
          encode(TopicCatalogue.SIP_REQUESTS, new StopRetransmission(KEY, new TransactionId("t"))),
          TopicCatalogue.EDGE_INBOX,
          encode(TopicCatalogue.EDGE_INBOX, new StopRetransmission(KEY, new TransactionId("t"))),
          TopicCatalogue.SWITCH_INBOX,
          encode(TopicCatalogue.SWITCH_INBOX, new SwitchCommand.CloseSession(KEY, SESSION, 1, 1)),
          TopicCatalogue.MESSAGES,
          encode(TopicCatalogue.MESSAGES, new MessageRecord.Aborted("none", "none")),
          TopicCatalogue.HISTORY_COMMANDS,
          encode(
              TopicCatalogue.HISTORY_COMMANDS,
              new HistoryCommand.ConversationEnded("none", Instant.EPOCH)),
          TopicCatalogue.XDM_COMMANDS,
          encode(
              TopicCatalogue.XDM_COMMANDS,
              new MetadataCommand.RemoveEntry(
                  MetadataList.DEFERRED, ImAddress.sip("none", "example.org"), 1, SESSION)),
          TopicCatalogue.INSTANCES,
          encode(
              TopicCatalogue.INSTANCES,
              new InstanceHeartbeat(
                  InstanceHeartbeat.Kind.EDGE, 7, 1, Instant.EPOCH, "127.0.0.1", 1, 0, true)),
          TopicCatalogue.USER_POLICIES,
          encode(
              TopicCatalogue.USER_POLICIES,
              new UserPolicy(Instant.EPOCH, ImAddress.sip("none", "example.org"), 1, null)));

  private Samples() {}

  static byte[] of(Topic<?> topic) {
    byte[] sample = BY_TOPIC.get(topic);
    if (sample == null) {
      throw new AssertionError("there is no sample for " + topic.name());
    }
    return sample;
  }

  private static <V> byte[] encode(Topic<V> topic, V value) {
    return RecordCodec.encode(topic.valueType(), value);
  }
}
