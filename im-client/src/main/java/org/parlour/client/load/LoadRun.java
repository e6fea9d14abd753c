package org.parlour.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.transport.WireTap;

/// Registers the users, starts the sessions on schedule and waits for the last one. [#run] blocks
/// the calling thread; everything else happens on the clients' event loops.
public final class LoadRun implements AutoCloseable {
  private static final int REGISTERING = 64;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LoadPlan plan;
  private final ClientRuntime runtime;
  private final Consumer<String> out;
  private final LoadStatistics statistics = new LoadStatistics();
  private final List<ClientNode> nodes = new ArrayList<>();
  private final List<LoadUser> users = new ArrayList<>();
  private final Map<String, LoadSession> settingUp = new ConcurrentHashMap<>();
  private final Map<Long, LoadSession> running = new ConcurrentHashMap<>();
  private final Queue<LoadUser> free = new ConcurrentLinkedQueue<>();

  private LoadRun(LoadPlan plan, ClientRuntime runtime, Consumer<String> out) {
    this.plan = plan;
    this.runtime = runtime;
    this.out = out;
  }

  /// Opens a connection.
  @FunctionalInterface
  public interface NodeFactory {
    ClientNode open(ClientRuntime runtime) throws Exception;
  }

  /// Says who a user of this name is.
  @FunctionalInterface
  public interface UserFactory {
    ClientOptions options(String name) throws Exception;
  }

  /// Opens the connections and registers the users.
  ///
  /// @param out takes lines for people
  /// @throws Exception when the core cannot be reached or a user cannot register
  public static LoadRun prepare(
      LoadPlan plan,
      int threads,
      WireTap tap,
      NodeFactory nodes,
      UserFactory users,
      Consumer<String> out)
      throws Exception {
    LoadRun run = new LoadRun(plan, new ClientRuntime(threads, tap), out);
    try {
      for (int i = 0; i < plan.connections(); i++) {
        run.nodes.add(nodes.open(run.runtime));
      }
      run.register(users);
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  private void register(UserFactory factory) throws Exception {
    out.accept("registering " + plan.users() + " users ...");
    Semaphore window = new Semaphore(REGISTERING);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < plan.users(); i++) {
      ClientOptions options = factory.options(String.format(Locale.ROOT, "load%05d", i));
      LoadUser user =
          new LoadUser(nodes.get(i % nodes.size()), options, settingUp::get, this::received);
      users.add(user);
      window.acquire();
      user.client()
          .register()
          .whenComplete(
              (seconds, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
                window.release();
              });
    }
    window.acquire(REGISTERING);
    if (failure.get() instanceof Exception first) {
      throw first;
    }
    free.addAll(users);
  }

  private void received(LoadUser user, String text) {
    String[] words = text.split(" ");
    if (words.length == 4 && words[0].equals("load")) {
      LoadSession session = running.get(Long.parseLong(words[1]));
      if (session != null) {
        session.received(user, Integer.parseInt(words[2]), Long.parseLong(words[3]));
      }
    }
  }

  /// Starts everything that is planned and waits until all of it has ended, well or badly.
  public LoadReport run() throws InterruptedException {
    ProcessUsage usage = ProcessUsage.begin(plan.pids());
    long begun = System.nanoTime();
    long nextProgress = begun + PROGRESS_NANOS;
    long sessions = plan.sessions();
    for (long i = 0; i < sessions; i++) {
      long due = begun + plan.dueNanos(i);
      parkUntil(due);
      statistics.late(System.nanoTime() - due);
      start(i);
      if (System.nanoTime() > nextProgress) {
        nextProgress += PROGRESS_NANOS;
        out.accept(statistics.progress());
      }
    }
    long end = System.nanoTime() + plan.patience().toNanos() * 2;
    while (statistics.finished() < sessions && System.nanoTime() < end) {
      parkUntil(System.nanoTime() + 5_000_000);
    }
    return statistics.report(plan, sessions, System.nanoTime() - begun, usage.describe());
  }

  private static void parkUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void start(long number) {
    LoadUser initiator = free.poll();
    if (initiator == null) {
      statistics.failed("no user is free to invite (more --users)");
      return;
    }
    LoadSession session =
        new LoadSession(
            number, initiator, others(initiator), plan.messages(), statistics, this::done);
    settingUp.put(initiator.name(), session);
    running.put(number, session);
    runtime.nextLoop().schedule(session::expire, plan.patience().toMillis(), TimeUnit.MILLISECONDS);
    session.start();
  }

  private List<LoadUser> others(LoadUser initiator) {
    List<LoadUser> chosen = new ArrayList<>(plan.participants() - 1);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (chosen.size() < plan.participants() - 1) {
      LoadUser candidate = users.get(random.nextInt(users.size()));
      if (candidate != initiator && !chosen.contains(candidate)) {
        chosen.add(candidate);
      }
    }
    return chosen;
  }

  private void done(LoadSession session, @Nullable String cause) {
    running.remove(session.number());
    settingUp.remove(session.initiator().name(), session);
    free.add(session.initiator());
    if (cause == null) {
      statistics.succeeded();
    } else {
      statistics.failed(cause);
    }
  }

  @Override
  public void close() {
    users.forEach(user -> user.client().close());
    nodes.forEach(ClientNode::close);
    runtime.close();
  }
}
