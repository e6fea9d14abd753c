package org.parlour.edge.config;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.parlour.contracts.instance.InstanceTable;
import org.parlour.edge.backbone.Backbone;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.inbound.Inbound;
import org.parlour.edge.inbound.InboundSettings;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.outbound.InboxFilter;
import org.parlour.edge.outbound.InstructionExecutor;
import org.parlour.edge.outbound.Outbound;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.SipInboundListener;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.transactions.AnswerRetransmitter;
import org.parlour.edge.transactions.HeldTransactions;

/// One edge without Kafka and Spring: sockets, stack, inbound, outbound.
public final class Edge implements AutoCloseable {
  private static final int STRIPES = 256;
  private static final int TICK_MILLIS = 10;

  private final EdgeId self;
  private final EdgeMetrics metrics;
  private final Backbone backbone;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final HashedWheelTimer timer;
  private final SipStack stack;
  private final HeldTransactions held;
  private final SipInboundListener inbound;
  private final InstructionExecutor executor;
  private final InstanceTable instances;

  private volatile boolean draining;
  private volatile BooleanSupplier positioned = () -> true;

  public Edge(
      EdgeSettings settings,
      Backbone backbone,
      InstanceTable instances,
      Clock clock,
      EdgeMetrics metrics) {
    this.self = settings.self();
    this.metrics = metrics;
    this.backbone = backbone;
    this.instances = instances;
    this.timer =
        new HashedWheelTimer(
            new DefaultThreadFactory("sip-deadlines", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
    metrics.gauge(EdgeMetrics.Gauge.CORE_WAIT, backbone, Backbone::coreWaitMillis);
    CallIdStripes stripes = new CallIdStripes(STRIPES, workers);
    this.stack = new SipStack(settings.stack(), stripes, metrics);
    this.held =
        new HeldTransactions(settings.maxInFlight(), settings.timers(), timer, stripes, metrics);
    AnswerRetransmitter retransmitter = new AnswerRetransmitter(settings.timers(), timer, metrics);
    this.executor =
        Outbound.executor(
            settings.outbound(), self, stack, stripes, held, retransmitter, timer, metrics);
    this.inbound =
        Inbound.listener(
            new InboundSettings(
                settings.routing(),
                settings.trustDomain(),
                settings.stack().limits().maxBody(),
                settings.maxPagerMessage(),
                settings.messagesPerMinute(),
                settings.advertised(),
                settings.nextHop().protocol(),
                instances::switchesFor),
            self,
            stack,
            stripes,
            held,
            retransmitter,
            Outbound.responses(settings.outbound()),
            backbone,
            this::ready,
            clock,
            metrics);
  }

  /// Opens the ports: from now on requests come in.
  ///
  /// @throws IOException when a port is taken
  public void start() throws IOException {
    stack.start(inbound);
  }

  /// @param inboxPositioned whether this edge's inbox is being read
  void positionedBy(BooleanSupplier inboxPositioned) {
    positioned = inboxPositioned;
  }

  /// Takes nothing new: OPTIONS is answered 503, so that the core looks for another edge.
  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  public boolean ready() {
    return !draining && stack.isListening() && positioned.getAsBoolean() && backbone.acknowledges();
  }

  boolean listening() {
    return stack.isListening();
  }

  boolean acknowledged() {
    return backbone.acknowledges();
  }

  boolean positioned() {
    return positioned.getAsBoolean();
  }

  public EdgeId self() {
    return self;
  }

  /// How much of what it can hold is held, 0 to 1.
  double load() {
    return held.load();
  }

  int inFlight() {
    return held.size();
  }

  long coreWaitMillis() {
    return backbone.coreWaitMillis();
  }

  public InstanceTable instances() {
    return instances;
  }

  /// For instructions that any edge may carry out.
  public InstructionExecutor executor() {
    return executor;
  }

  /// For this edge's own inbox.
  public InboxFilter inbox() {
    return new InboxFilter(self, executor, metrics);
  }

  public EdgeMetrics metrics() {
    return metrics;
  }

  /// Blocks a few seconds at most.
  @Override
  public void close() {
    stack.close();
    timer.stop();
    workers.shutdown();
  }
}
