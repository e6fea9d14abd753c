package org.parlour.labcore.proxy;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.SipTimers;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;

/// A request and all its branches (RFC 3261 §16.7): the server transaction of the proxy. It
/// forwards every 2xx, and the best of the failures when all branches have failed.
final class ResponseContext {
  private final Proxy proxy;
  private final String key;
  private final SipRequest request;
  private final SipFlow upstream;
  private final boolean fromImServer;
  private final List<Branch> branches = new ArrayList<>(1);
  private @Nullable SipResponse best;
  private @Nullable SipResponse sent;
  private @Nullable ScheduledFuture<?> repeat;
  private boolean succeeded;
  private @Nullable Runnable onUnreachable;
  private long deadline;

  ResponseContext(
      Proxy proxy, String key, SipRequest request, SipFlow upstream, boolean fromImServer) {
    this.proxy = proxy;
    this.key = key;
    this.request = request;
    this.upstream = upstream;
    this.fromImServer = fromImServer;
    long lifetime = request.is(Methods.INVITE) ? Proxy.INVITE_LIFETIME : SipTimers.LIFETIME;
    this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lifetime);
  }

  SipRequest request() {
    return request;
  }

  SipFlow upstream() {
    return upstream;
  }

  boolean fromImServer() {
    return fromImServer;
  }

  String key() {
    return key;
  }

  List<Branch> branches() {
    return branches;
  }

  /// What to do instead of 503 when no target can be reached.
  void whenUnreachable(Runnable action) {
    onUnreachable = action;
  }

  void fork(List<Branch> made) {
    branches.addAll(made);
    made.forEach(Branch::start);
  }

  /// A branch that could not be sent anywhere.
  void failed(Branch branch) {
    branch.finish();
    proxy.forget(branch);
    Runnable otherwise = onUnreachable;
    if (otherwise != null) {
      onUnreachable = null;
      branches.remove(branch);
      otherwise.run();
      return;
    }
    boolean user = branch.target() instanceof Target.Contact;
    collect(request.response(user ? 480 : 503, Tokens.tag()));
  }

  void received(Branch branch, SipResponse response) {
    if (branch.isDone()) {
      if (response.success() && request.is(Methods.INVITE)) {
        proxy.sendUpstream(this, response);
      } else {
        branch.acknowledgeAgain(response);
      }
      return;
    }
    branch.received(response);
    if (response.provisional()) {
      if (response.status() > 100 && sent == null) {
        proxy.sendUpstream(this, response);
      }
      return;
    }
    if (response.success()) {
      succeeded = true;
      answer(response);
      cancelOthers(branch);
    } else {
      if (response.status() >= 600) {
        cancelOthers(branch);
      }
      collect(response);
    }
  }

  private void collect(SipResponse response) {
    SipResponse known = best;
    if (known == null || rank(response.status()) < rank(known.status())) {
      best = response;
    }
    SipResponse chosen = best;
    if (!succeeded
        && sent == null
        && chosen != null
        && branches.stream().allMatch(Branch::isDone)) {
      answer(chosen);
    }
  }

  /// 6xx first, then the lowest class; within it 401 and 407, which can be cured, first; 503 last.
  private static int rank(int status) {
    return status >= 600
        ? 0
        : switch (status) {
          case 401, 407 -> 1;
          case 503 -> 10_000;
          default -> status;
        };
  }

  /// The final response of this request.
  private void answer(SipResponse response) {
    if (sent == null || response.success()) {
      proxy.sendUpstream(this, response);
      sent = response;
      settle(response);
    }
  }

  private void settle(SipResponse response) {
    boolean invite = request.is(Methods.INVITE);
    boolean reliable = upstream.reliable();
    boolean acknowledged = !invite || response.success();
    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SipTimers.LIFETIME);
    if (reliable && acknowledged && branches.stream().allMatch(Branch::isDone)) {
      proxy.forget(this);
    } else if (invite && !response.success() && !reliable) {
      repeatAfter(SipTimers.T1);
    }
  }

  private void repeatAfter(long delay) {
    repeat =
        proxy
            .loop()
            .schedule(
                () -> {
                  repeatAnswer();
                  repeatAfter(Math.min(delay * 2, SipTimers.T2));
                },
                delay,
                TimeUnit.MILLISECONDS);
  }

  /// The request came again.
  void repeatAnswer() {
    SipResponse last = sent;
    if (last != null) {
      proxy.sendUpstream(this, last);
    }
  }

  /// The ACK of a failure: this transaction is over.
  void acknowledged() {
    stopRepeating();
    if (upstream.reliable()) {
      proxy.forget(this);
    }
  }

  void stopRepeating() {
    ScheduledFuture<?> running = repeat;
    if (running != null) {
      running.cancel(false);
      repeat = null;
    }
  }

  boolean failedFinally() {
    SipResponse last = sent;
    return last != null && !last.success();
  }

  void cancelAll() {
    branches.forEach(Branch::cancel);
  }

  private void cancelOthers(Branch winner) {
    if (request.is(Methods.INVITE)) {
      for (Branch branch : branches) {
        if (branch != winner) {
          branch.cancel();
        }
      }
    }
  }

  boolean isOverdue(long now) {
    return deadline - now <= 0;
  }

  /// Nobody answered in time.
  void expire() {
    if (request.is(Methods.INVITE) && sent == null) {
      cancelAll();
      answer(request.response(408, Tokens.tag()));
    } else {
      proxy.forget(this);
    }
  }
}
