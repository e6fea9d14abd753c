package org.parlour.edge.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parlour.contracts.instance.InstanceTable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ClusterSecret;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.config.Edge;
import org.parlour.edge.config.EdgeSettings;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.Listening;
import org.parlour.edge.sipstack.SipStackSettings;
import org.parlour.edge.transactions.EdgeTimers;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SipLimits;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.net.FreePorts;

/// A whole edge with real sockets on free ports and a core in memory.
public final class TestEdge implements AutoCloseable {
  public static final int ORDINAL = 3;
  public static final long INCARNATION = 77;

  public final InMemoryBackbone backbone = new InMemoryBackbone();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final InstanceTable instances = new InstanceTable();
  public final int originating = FreePorts.one();
  public final int terminating = FreePorts.one();
  public final int controlling = FreePorts.one();
  public final Edge edge;

  private TestEdge(Builder builder) throws IOException {
    EdgeSettings settings =
        new EdgeSettings(
            new EdgeId(builder.ordinal, INCARNATION),
            new SipStackSettings(
                new Listening(
                    InetAddress.getLoopbackAddress(),
                    Map.of(
                        ServiceRole.ORIGINATING, originating,
                        ServiceRole.TERMINATING, terminating,
                        ServiceRole.CONTROLLING, controlling)),
                builder.limits,
                100_000,
                builder.timerSpeed),
            builder.timers,
            ImDomain.ofHost("im.example.org"),
            new ClusterSecret(0, "0123456789abcdef".getBytes(StandardCharsets.UTF_8)),
            builder.trusted,
            "im.example.org:5090",
            builder.nextHop,
            1300,
            builder.messagesPerMinute,
            builder.maxInFlight);
    edge = new Edge(settings, backbone, instances, Clock.systemUTC(), new EdgeMetrics(meters));
    edge.start();
  }

  public static Builder builder() {
    return new Builder();
  }

  public static TestEdge start() throws IOException {
    return builder().start();
  }

  /// The value of a counter, by its name after `im.edge.` and one tag.
  public double count(String name, String tag, String value) {
    var counter = meters.find("im.edge." + name).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  public double refused(String reason) {
    return count("refusals", "reason", reason);
  }

  /// Answers a request as the core would.
  public void answer(SipRequest request, int status) {
    answer(request, status, SipHeaders.NONE, SipContent.NONE);
  }

  public void answer(SipRequest request, int status, SipHeaders headers, SipContent content) {
    edge.inbox().execute(answerTo(request, status, headers, content));
  }

  public static SendAnswer answerTo(
      SipRequest request, int status, SipHeaders headers, SipContent content) {
    return new SendAnswer(
        new AggregateKey("sip:team@im.example.org"),
        request.transaction(),
        request.replyTo(),
        request.skeleton(),
        status,
        "core-tag",
        headers,
        content,
        List.of());
  }

  public static SipHeaders contact() {
    return SipHeaders.builder().focusContact(ImAddress.sip("s-x", "im.example.org")).build();
  }

  @Override
  public void close() {
    edge.close();
  }

  public static final class Builder {
    private SipLimits limits = SipLimits.DEFAULTS;
    private int timerSpeed = 1;
    private int ordinal = ORDINAL;
    private int maxInFlight = 1000;
    private int messagesPerMinute;
    private EdgeTimers timers = EdgeTimers.DEFAULTS;
    private List<String> trusted = List.of("127.0.0.0/8");
    private Hop nextHop = new Hop("127.0.0.1", 9, Protocol.TCP);

    public Builder limits(SipLimits value) {
      limits = value;
      return this;
    }

    public Builder timerSpeed(int value) {
      timerSpeed = value;
      return this;
    }

    public Builder ordinal(int value) {
      ordinal = value;
      return this;
    }

    public Builder maxInFlight(int value) {
      maxInFlight = value;
      return this;
    }

    public Builder messagesPerMinute(int value) {
      messagesPerMinute = value;
      return this;
    }

    public Builder t1(Duration t1) {
      timers = new EdgeTimers(t1, t1.multipliedBy(8), timers.inviteDeadline(), timers.deadline());
      return this;
    }

    public Builder deadlines(Duration invite, Duration other) {
      timers = new EdgeTimers(timers.t1(), timers.t2(), invite, other);
      return this;
    }

    public Builder trusted(String... networks) {
      trusted = List.of(networks);
      return this;
    }

    public Builder nextHop(int port, Protocol protocol) {
      nextHop = new Hop("127.0.0.1", port, protocol);
      return this;
    }

    public TestEdge start() throws IOException {
      return new TestEdge(this);
    }
  }
}
