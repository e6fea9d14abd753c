package org.parlour.mswitch.session;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.support.observe.Origin;

/// Gives each session to one of the event loops, for its life, and hands its commands over to it.
/// Any thread.
public final class Sessions {
  private final List<Worker> workers = new ArrayList<>();
  private final Fence fence;
  private final AtomicLong incarnation;

  /// @param loops on which connections live as well
  public Sessions(EventLoopGroup loops, Shared shared) {
    this.fence = new Fence(shared.time());
    this.incarnation = new AtomicLong(shared.incarnation());
    for (EventExecutor loop : loops) {
      workers.add(new Worker((EventLoop) loop, shared, fence, incarnation::get));
    }
  }

  public Fence fence() {
    return fence;
  }

  /// Grows with each start, and whenever the switch begins anew.
  public long incarnation() {
    return incarnation.get();
  }

  /// How many sessions there are.
  public int count() {
    return workers.stream().mapToInt(Worker::size).sum();
  }

  /// The others gave this switch up and move its sessions: it forgets them, and is another one from
  /// now on.
  ///
  /// @param next greater than [#incarnation]
  public void beginAnew(long next) {
    incarnation.set(next);
    workers.forEach(worker -> worker.loop().execute(worker::close));
  }

  /// Commands of one session must come on one thread.
  public void apply(SwitchCommand command, Origin origin) {
    Worker worker = workerOf(command.session().toString());
    worker.loop().execute(() -> worker.apply(command, origin));
  }

  private Worker workerOf(String session) {
    return workers.get(Math.floorMod(session.hashCode(), workers.size()));
  }

  /// Looks at every deadline, on every loop. Called a few times a second.
  public List<Future<?>> tick() {
    List<Future<?>> ticks = new ArrayList<>();
    for (Worker worker : workers) {
      ticks.add(worker.loop().submit(worker::tick));
    }
    return ticks;
  }

  /// Closes every session behind what was said, and tells nobody. Blocks for as long as the loops
  /// are busy.
  public void close() {
    List<Future<?>> closing = new ArrayList<>();
    for (Worker worker : workers) {
      closing.add(worker.loop().submit(worker::close));
    }
    closing.forEach(closed -> closed.awaitUninterruptibly(2, TimeUnit.SECONDS));
  }

  /// How the sessions are. Blocks for as long as the loops are busy; never called by one.
  ///
  /// @throws IllegalStateException when a loop does not answer within seconds
  public List<SessionState> state() {
    List<SessionState> states = new ArrayList<>();
    for (Worker worker : workers) {
      Callable<List<SessionState>> question = worker::state;
      Future<List<SessionState>> answer = worker.loop().submit(question);
      if (!answer.awaitUninterruptibly(5, TimeUnit.SECONDS) || !answer.isSuccess()) {
        throw new IllegalStateException("an event loop does not answer", answer.cause());
      }
      states.addAll(answer.getNow());
    }
    return states;
  }
}
