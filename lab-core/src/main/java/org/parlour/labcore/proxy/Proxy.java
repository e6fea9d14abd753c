package org.parlour.labcore.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.sip.Via;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipReceiver;
import org.parlour.client.transport.SipTransport;
import org.parlour.client.transport.WireTap;
import org.parlour.labcore.registrar.DigestServer;
import org.parlour.labcore.registrar.Location;
import org.parlour.labcore.registrar.Registrar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The core's front: takes every message, decides who sent it and hands it on.
///
/// Thread: one event loop owns everything; construction, [#listen] and [#close] may come from any.
public final class Proxy implements SipReceiver, AutoCloseable {
  /// Longer than any server lets an invitation ring, in milliseconds.
  static final long INVITE_LIFETIME = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
  private final EventLoop loop;
  private final SipTransport transport;
  private final Sender sender;
  private final Registrar registrar;
  private final DigestServer digest;
  private final InstantSource clock;
  private final Location location;
  private final Map<String, ResponseContext> contexts = new HashMap<>();
  private final Map<String, Branch> branches = new HashMap<>();
  private final String branchPrefix = "z9hG4bK" + Tokens.random(8) + '-';
  private long branchCounter;
  private @Nullable Wired wired;
  private @Nullable ScheduledFuture<?> sweeper;

  public Proxy(
      EventLoop loop,
      Registrar registrar,
      DigestServer digest,
      Location location,
      InstantSource clock,
      WireTap tap) {
    this.loop = loop;
    this.registrar = registrar;
    this.digest = digest;
    this.location = location;
    this.clock = clock;
    this.transport = new SipTransport(loop, this, tap);
    this.sender = new Sender(transport);
  }

  /// What exists once the address is known.
  private record Wired(
      ProxyConfig config,
      TrustDomain trust,
      Router router,
      Admission admission,
      Forwarder forwarder) {}

  /// Opens UDP and TCP at one address; fails when it is taken.
  public CompletableFuture<InetSocketAddress> listen(InetSocketAddress at) {
    return transport.listen(at);
  }

  /// Begins to work. Requests that came before are answered with 503.
  public void start(ProxyConfig config) {
    loop.execute(
        () -> {
          TrustDomain trust = new TrustDomain(config);
          ThirdPartyRegistrar thirdParty = new ThirdPartyRegistrar(this, config);
          wired =
              new Wired(
                  config,
                  trust,
                  new Router(this, config, location, clock),
                  new Admission(config, trust, registrar, digest, thirdParty),
                  new Forwarder(config));
          sweeper = loop.scheduleAtFixedRate(this::sweep, 500, 500, TimeUnit.MILLISECONDS);
        });
  }

  EventLoop loop() {
    return loop;
  }

  Sender sender() {
    return sender;
  }

  Router router() {
    return wired().router();
  }

  private Wired wired() {
    Wired current = wired;
    if (current == null) {
      throw new IllegalStateException("proxy: not started");
    }
    return current;
  }

  @Override
  public void received(SipMessage message, SipFlow flow) {
    if (wired == null) {
      return;
    }
    try {
      switch (message) {
        case SipRequest request -> request(request, flow);
        case SipResponse response -> response(response);
      }
    } catch (RuntimeException e) {
      LOG.warn("{} from {} could not be handled", message.startLine(), flow, e);
      if (message instanceof SipRequest request) {
        Admission.reject(request, flow, 500, null);
      }
    }
  }

  @Override
  public void malformed(MalformedSipException reason, byte[] bytes, SipFlow flow) {
    // Without a message there is nobody to answer; a broken stream is closed by the transport.
  }

  private void request(SipRequest request, SipFlow flow) {
    Via via;
    try {
      via = Via.parse(request.headers().firstOr(HeaderName.VIA, ""));
    } catch (MalformedSipException e) {
      return; // nobody can be answered
    }
    InetSocketAddress from = flow.remote();
    String address = from.getAddress().getHostAddress();
    request
        .headers()
        .replaceFirst(HeaderName.VIA, via.received(address, from.getPort()).toString());
    String key = request.branch() + '|' + via.sentBy();
    ResponseContext known = contexts.get(key);
    boolean im = wired().trust().isImServer(flow, via);
    try {
      switch (request.method()) {
        case Methods.ACK -> ack(request, flow, known, im);
        case Methods.CANCEL -> cancel(request, flow, known);
        default -> {
          if (known == null) {
            initial(request, flow, key, im);
          } else {
            known.repeatAnswer();
          }
        }
      }
    } catch (MalformedSipException e) {
      Admission.reject(request, flow, 400, e.getMessage());
    }
  }

  private void initial(SipRequest request, SipFlow flow, String key, boolean im)
      throws MalformedSipException {
    Admission admission = wired().admission();
    if (!admission.admits(request, flow)) {
      return;
    }
    String token = Routes.popOwn(request.headers(), wired().config());
    if (!im && !admission.identify(request, flow)) {
      return;
    }
    ResponseContext context = new ResponseContext(this, key, request, flow, im);
    contexts.put(key, context);
    if (request.is(Methods.INVITE)) {
      flow.send(request.response(100, ""));
    }
    wired().router().route(context, im && token != null ? token : "");
  }

  private void ack(SipRequest request, SipFlow flow, @Nullable ResponseContext known, boolean im)
      throws MalformedSipException {
    if (known != null && known.failedFinally()) {
      known.acknowledged();
      return;
    }
    Routes.popOwn(request.headers(), wired().config());
    if (!im) {
      request.headers().remove(HeaderName.ASSERTED_IDENTITY);
    }
    Target target = wired().router().inDialogTarget(request);
    if (target != null && Forwarder.maxForwards(request.headers()) > 0) {
      sender()
          .open(
              target,
              request.callId(),
              sizeOf(request),
              way ->
                  way.send(
                      wired()
                          .forwarder()
                          .forwarded(request, flow, request.uri(), nextBranch(), way, target)),
              () -> {});
    }
  }

  private void cancel(SipRequest request, SipFlow flow, @Nullable ResponseContext known) {
    if (known == null) {
      Admission.reject(request, flow, 481, null);
    } else {
      flow.send(request.response(200, Tokens.tag()));
      known.cancelAll();
    }
  }

  /// Answers a request that has a context.
  void reject(ResponseContext context, int status, @Nullable String why) {
    contexts.remove(context.key(), context);
    Admission.reject(context.request(), context.upstream(), status, why);
  }

  String nextBranch() {
    return branchPrefix + Long.toString(branchCounter++, 36);
  }

  /// Sends the request of `context` to the targets, in parallel.
  void fork(ResponseContext context, List<Target> targets) {
    List<Branch> made = new ArrayList<>(targets.size());
    for (Target target : targets) {
      String uri =
          target instanceof Target.Contact contact ? contact.uri() : context.request().uri();
      Branch branch = new Branch(this, context, nextBranch(), target, uri);
      branches.put(branch.id(), branch);
      made.add(branch);
    }
    context.fork(made);
  }

  /// The request as it leaves on one branch (RFC 3261 §16.6).
  SipRequest forwarded(
      ResponseContext context, String uri, String branch, SipFlow way, Target target) {
    return wired()
        .forwarder()
        .forwarded(context.request(), context.upstream(), uri, branch, way, target);
  }

  private void response(SipResponse response) {
    String top = response.headers().removeFirst(HeaderName.VIA);
    if (top == null || response.headers().first(HeaderName.VIA) == null) {
      return; // the answer to a request of our own, or of nobody
    }
    Branch branch = branches.get(branchOf(top));
    if (branch == null) {
      stateless(response);
      return;
    }
    if (branch.target() instanceof Target.Contact contact) {
      TrustDomain.assertIdentity(response.headers(), contact.user());
    }
    branch.context().received(branch, response);
  }

  private static String branchOf(String via) {
    String branch = HeaderText.parameter(via, "branch");
    return branch == null ? "" : branch;
  }

  /// A response whose request nobody remembers: a 2xx that is repeated.
  private void stateless(SipResponse response) {
    try {
      Via next = Via.parse(response.headers().firstOr(HeaderName.VIA, ""));
      Target target = wired().router().targetOf(next);
      if (target != null) {
        sender().open(target, response.callId(), 0, way -> send(response, way, target), () -> {});
      }
    } catch (MalformedSipException e) {
      // nobody to send it to
    }
  }

  private void send(SipResponse response, SipFlow way, Target target) {
    if (wired().forwarder().isClient(target)) {
      TrustDomain.applyPrivacy(response.headers());
    }
    way.send(response);
  }

  /// Sends a response back where its request came from; when that connection is gone, on a new one
  /// to the same peer or, for the IM Server, to any port of it that is alive.
  void sendUpstream(ResponseContext context, SipResponse response) {
    if (!context.fromImServer()) {
      TrustDomain.applyPrivacy(response.headers());
    }
    if (context.upstream().isOpen()) {
      context.upstream().send(response);
    } else if (context.fromImServer()) {
      Target target = new Target.ImServer(wired().config().controlling());
      sender().open(target, response.callId(), 0, way -> way.send(response), () -> {});
    }
  }

  void forget(Branch branch) {
    branches.remove(branch.id());
  }

  void forget(ResponseContext context) {
    contexts.remove(context.key(), context);
    context.stopRepeating();
    for (Branch branch : context.branches()) {
      branch.finish();
      branches.remove(branch.id());
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    List<ResponseContext> overdue = new ArrayList<>();
    for (ResponseContext context : contexts.values()) {
      if (context.isOverdue(now)) {
        overdue.add(context);
      }
    }
    overdue.forEach(ResponseContext::expire);
  }

  int sizeOf(SipRequest request) {
    SipHeaders headers = request.headers();
    int size = request.body().length + request.uri().length() + 300;
    for (int i = 0; i < headers.size(); i++) {
      size += headers.name(i).length() + headers.value(i).length() + 4;
    }
    return size;
  }

  @Override
  public void closed(SipFlow flow) {
    Wired current = wired;
    if (current == null) {
      return;
    }
    current.trust().forget(flow);
    List<Branch> broken = new ArrayList<>();
    for (Branch branch : branches.values()) {
      if (branch.isOn(flow) && !branch.isDone()) {
        broken.add(branch);
      }
    }
    broken.forEach(Branch::sendAgain);
  }

  /// Closes all sockets. Thread: any.
  @Override
  public void close() {
    loop.execute(
        () -> {
          ScheduledFuture<?> running = sweeper;
          if (running != null) {
            running.cancel(false);
          }
          wired = null;
        });
    transport.close();
  }
}
