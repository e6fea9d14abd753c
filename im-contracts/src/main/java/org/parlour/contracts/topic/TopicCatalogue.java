package org.parlour.contracts.topic;

import java.time.Duration;
import java.util.List;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.xdm.XdmCommand;

/// Every topic of the suite. Topics are created from here and verified at start, never
/// auto-created. The partition count of a topic with state behind it never changes.
public final class TopicCatalogue {
  private static final int KIB = 1024;
  private static final int INBOXES = 64;
  /// Of any topic. A group of 10,000 members with names and addresses of 200 octets each in it.
  public static final int LARGEST_RECORD = 2048 * KIB;

  private static final Duration HOURS = Duration.ofHours(6);
  private static final Duration DAYS = Duration.ofDays(3);
  private static final Duration WEEK = Duration.ofDays(7);

  /// Everything that can change an aggregate, in one log. Key: aggregate.
  public static final Topic<SignallingInput> SIGNALLING =
      new Topic<>("parlour.signalling", SignallingInput.class, 128, 4, false, DAYS, LARGEST_RECORD);

  /// What any edge may send. Key: aggregate, partitioned as `signalling`.
  public static final Topic<EdgeInstruction> SIP_REQUESTS =
      new Topic<>("parlour.sip-requests", EdgeInstruction.class, 128, 4, false, HOURS, 512 * KIB);

  /// What one edge must send, since it holds the transaction. Partition: the edge's ordinal.
  public static final Topic<EdgeInstruction> EDGE_INBOX =
      new Topic<>("parlour.edge-inbox", EdgeInstruction.class, INBOXES, 8, false, HOURS, 512 * KIB);

  /// Partition: the switch's ordinal.
  public static final Topic<SwitchCommand> SWITCH_INBOX =
      new Topic<>("parlour.switch-inbox", SwitchCommand.class, INBOXES, 8, false, HOURS, 512 * KIB);

  /// Message copies in chunks. Key: recording.
  public static final Topic<MessageRecord> MESSAGES =
      new Topic<>("parlour.messages", MessageRecord.class, INBOXES, 8, false, WEEK, 512 * KIB);

  /// Key: recording or user.
  public static final Topic<HistoryCommand> HISTORY_COMMANDS =
      new Topic<>(
          "parlour.history-commands", HistoryCommand.class, INBOXES, 8, false, WEEK, 512 * KIB);

  /// Key: document.
  public static final Topic<XdmCommand> XDM_COMMANDS =
      new Topic<>("parlour.xdm-commands", XdmCommand.class, INBOXES, 8, false, WEEK, 512 * KIB);

  /// Heartbeats of edges and switches. Key: instance.
  public static final Topic<InstanceHeartbeat> INSTANCES =
      new Topic<>("parlour.instances", InstanceHeartbeat.class, 1, 1, true, HOURS, 64 * KIB);

  /// What holds for users, from their aggregates to every instance that meets them. Key: user.
  public static final Topic<UserPolicy> USER_POLICIES =
      new Topic<>("parlour.user-policies", UserPolicy.class, 1, 1, true, HOURS, 512 * KIB);

  private TopicCatalogue() {}

  public static List<Topic<?>> all() {
    return List.of(
        SIGNALLING,
        SIP_REQUESTS,
        EDGE_INBOX,
        SWITCH_INBOX,
        MESSAGES,
        HISTORY_COMMANDS,
        XDM_COMMANDS,
        INSTANCES,
        USER_POLICIES);
  }
}
