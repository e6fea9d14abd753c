package org.parlour.mswitch.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.switching.PathRule;
import org.parlour.support.observe.Origin;

/// One participant's leg: what the conference said of it, the connection that is bound to it, its
/// queue. Owned by the session's loop; other threads read [#session], [#localUri] and [#isGone]
/// only.
public final class Leg {
  private final SwitchSession session;
  private final MsrpUri localUri;
  private final LegOutput output;
  private final Origin origin;

  /// Messages of which more is to come, by the sender's Message-ID.
  private final Map<String, Transfer> transfers = new HashMap<>();

  /// NICKNAMEs that wait for the conference, by request.
  private final Map<String, WaitingNickname> nicknames = new HashMap<>();

  private final Lately lately = new Lately();

  private MediaLeg description;
  private MsrpPath remotePath;
  private byte[] sendPrefix;
  /// By which the session-ids of a request's paths do; null when all of the paths must be right.
  private @Nullable PathRule loose;

  /// The paths that were looked at last, and what came of it: a connection's decoder gives the same
  /// objects again.
  private @Nullable MsrpPath lastTo;

  private @Nullable MsrpPath lastFrom;
  private @Nullable PathRule lastRule;

  /// What waits for a leg that comes from another switch, until the network took it; else null.
  private @Nullable Held held;

  private Excuse excuse = Excuse.NONE;
  private boolean suspended;
  private boolean throttled;
  private boolean touched;
  private @Nullable Connection connection;

  /// From when on it has been waiting for its first connection; null when it is not.
  private @Nullable Long waitingSince;

  /// Our SEND that bound the connection, until the peer answers it; null when there is none.
  private @Nullable Introduction introduction;

  private volatile boolean gone;

  /// @throws IllegalArgumentException when a path is unreadable
  Leg(SwitchSession session, MediaLeg description, LegOutput output, Origin origin) {
    this.session = session;
    this.description = description;
    this.localUri = MsrpUri.parse(description.localPath());
    this.remotePath = pathOf(description);
    this.held = description.remotePath().isEmpty() ? new Held() : null;
    this.sendPrefix = Frames.prefix(remotePath, description.localPath());
    this.output = output;
    this.origin = origin;
    this.loose = session.shared().paths().of(description);
  }

  public SwitchSession session() {
    return session;
  }

  /// Ours: the capability to send on this leg.
  public MsrpUri localUri() {
    return localUri;
  }

  /// Nothing comes from it or goes to it any more.
  public boolean isGone() {
    return gone;
  }

  void go() {
    gone = true;
  }

  /// Names it within the session.
  String name() {
    return description.leg();
  }

  MediaLeg description() {
    return description;
  }

  /// While the peer's path is not known, the leg's own stands for it: nothing is written or read.
  private static MsrpPath pathOf(MediaLeg description) {
    return description.remotePath().isEmpty()
        ? MsrpPath.of(MsrpUri.parse(description.localPath()))
        : MsrpPath.parse(String.join(" ", description.remotePath()));
  }

  /// Whether the peer's path is known.
  boolean isReachable() {
    return !description.remotePath().isEmpty();
  }

  Excuse excuse() {
    return excuse;
  }

  void excuse(Excuse given) {
    excuse = given;
  }

  @Nullable Held held() {
    return held;
  }

  /// Nothing is held any more.
  void unhold() {
    held = null;
  }

  MsrpPath remotePath() {
    return remotePath;
  }

  /// @return whether the peer's path is another one now
  boolean describe(MediaLeg changed) {
    MsrpPath path = pathOf(changed);
    boolean moved = !path.equals(remotePath);
    description = changed;
    remotePath = path;
    sendPrefix = Frames.prefix(path, changed.localPath());
    loose = session.shared().paths().of(changed);
    lastTo = null;
    return moved;
  }

  /// See [Frames#prefix].
  byte[] sendPrefix() {
    return sendPrefix;
  }

  /// How the request's paths are those of the leg.
  ///
  /// @return null when they are not
  @Nullable PathRule rule(RequestHead head) {
    if (head.toPath() != lastTo || head.fromPath() != lastFrom) {
      lastRule = PathRule.of(localUri, remotePath, loose, head.toPath(), head.fromPath());
      lastTo = head.toPath();
      lastFrom = head.fromPath();
    }
    return lastRule;
  }

  @Nullable Connection connection() {
    return connection;
  }

  void connection(@Nullable Connection bound) {
    connection = bound;
  }

  @Nullable Introduction introduction() {
    return introduction;
  }

  void introduction(@Nullable Introduction sent) {
    introduction = sent;
  }

  @Nullable Long waitingSince() {
    return waitingSince;
  }

  void waitingSince(@Nullable Long nanos) {
    waitingSince = nanos;
  }

  LegOutput output() {
    return output;
  }

  Origin origin() {
    return origin;
  }

  Map<String, Transfer> transfers() {
    return transfers;
  }

  Map<String, WaitingNickname> nicknames() {
    return nicknames;
  }

  Lately lately() {
    return lately;
  }

  /// Whether its connection is not read from until Kafka acknowledges.
  boolean suspended() {
    return suspended;
  }

  void suspended(boolean now) {
    suspended = now;
  }

  /// Whether its connection is not read from until receivers catch up.
  boolean throttled() {
    return throttled;
  }

  void throttled(boolean now) {
    throttled = now;
  }

  /// Whether something was put into its queue in the present batch.
  boolean touched() {
    return touched;
  }

  void touched(boolean now) {
    touched = now;
  }
}
