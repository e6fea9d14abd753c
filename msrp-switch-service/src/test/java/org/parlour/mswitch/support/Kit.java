package org.parlour.mswitch.support;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.pipeline.MsrpServer;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A switch on a real port, with clocks that stand still and a Kafka in memory.
public final class Kit implements AutoCloseable {
  public static final String SESSION = "sip:s-k4w2m7q9@im.example.org";
  public static final String GROUP = "sip:team@im.example.org";
  public static final long INCARNATION = 77;
  private static final Map<String, String> SMALL =
      Map.of(
          "port", "0",
          "threads", "2",
          "max-connections", "100",
          "session.max-message", "1MB",
          "session.open-messages", "3",
          "session.waiting-bytes", "64KB",
          "session.waiting-messages", "20",
          "session.queue-bytes", "4MB",
          "session.throttle-bytes", "1MB");
  public static final ImAddress S = ImAddress.parse(SESSION);
  public static final AggregateKey KEY = new AggregateKey(GROUP);

  public final FakeBackbone backbone = new FakeBackbone();
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final MsrpServer server;
  private final ManualTime time = new ManualTime();
  private final List<Peer> peers = new ArrayList<>();
  private final Way way;
  private long sequence;

  public Kit() {
    this(Map.of());
  }

  /// Over TCP.
  public Kit(Map<String, String> settings) {
    this(Way.EPOLL, settings);
  }

  /// @param settings below `im.msrp` that differ from those of a small test
  public Kit(Way way, Map<String, String> settings) {
    this.way = way;
    Map<String, String> all = new HashMap<>(SMALL);
    all.putAll(settings);
    way.configure(all);
    SwitchProperties properties =
        new Binder(new MapConfigurationPropertySource(prefixed(all)))
            .bind("im.msrp", SwitchProperties.class)
            .get();
    server =
        new MsrpServer(properties, INCARNATION, backbone, new SwitchMetrics(registry), time.time());
    server.start();
  }

  private static Map<String, String> prefixed(Map<String, String> settings) {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put("im.msrp." + name, value));
    return prefixed;
  }

  /// Opens the session with these legs, each with a bound connection, in their order.
  public List<Peer> connected(MediaLeg... legs) {
    open(null, legs);
    List<Peer> connected = new ArrayList<>();
    for (MediaLeg leg : legs) {
      connected.add(peer(leg.leg()).bind());
      backbone.next();
    }
    return connected;
  }

  public void open(@Nullable String recording, MediaLeg... legs) {
    open(1, recording, INCARNATION, legs);
  }

  public void open(long epoch, @Nullable String recording, long incarnation, MediaLeg... legs) {
    sequence++;
    apply(
        new SwitchCommand.OpenSession(
            KEY,
            S,
            epoch,
            sequence,
            incarnation,
            ImAddress.parse(GROUP),
            recording,
            Arrays.asList(legs),
            null));
  }

  public void add(MediaLeg leg) {
    apply(new SwitchCommand.AddLeg(KEY, S, 1, ++sequence, leg));
  }

  public void update(MediaLeg leg) {
    apply(new SwitchCommand.UpdateLeg(KEY, S, 1, ++sequence, leg));
  }

  public void remove(String leg) {
    apply(new SwitchCommand.RemoveLeg(KEY, S, 1, ++sequence, leg));
  }

  public void decide(String leg, String request, int status) {
    apply(new SwitchCommand.NicknameDecision(KEY, S, 1, ++sequence, leg, request, status));
  }

  public void say(@Nullable String leg, String event, String text) {
    apply(new SwitchCommand.SystemMessage(KEY, S, 1, ++sequence, leg, event, text));
  }

  public void closeSession() {
    apply(new SwitchCommand.CloseSession(KEY, S, 1, ++sequence));
  }

  /// The next command will be missing one before it.
  public void loseACommand() {
    sequence++;
  }

  /// The next command repeats the number of the last one.
  public void repeatACommand() {
    sequence--;
  }

  /// Returns when the command is carried out: an event loop reads its sockets before it runs what
  /// others gave it, so what a test writes next could overtake the command.
  private void apply(SwitchCommand command) {
    server.sessions().apply(command, new Origin("call-1", null));
    var _ = server.sessions().state();
  }

  public Peer peer(String leg) {
    return peer(leg, 0);
  }

  public Peer peer(String leg, int receiveBuffer) {
    Peer peer = new Peer(leg, way.connect(port(), receiveBuffer));
    peers.add(peer);
    return peer;
  }

  /// A client that connected in a way of its own.
  public Peer peer(String leg, PeerLink link) {
    Peer peer = new Peer(leg, link);
    peers.add(peer);
    return peer;
  }

  /// The port that clients connect to.
  public int port() {
    return server.port(way.carrier());
  }

  /// Moves the clocks and looks at every deadline.
  public void advance(Duration by) {
    time.advance(by);
    tick();
  }

  public void tick() {
    for (Future<?> looked : server.tick()) {
      if (!looked.awaitUninterruptibly(10, TimeUnit.SECONDS)) {
        throw new AssertionError("a loop does not answer");
      }
    }
  }

  public double count(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }

  @Override
  public void close() {
    peers.forEach(Peer::close);
    server.close();
  }
}
