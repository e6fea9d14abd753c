package org.parlour.client.cli;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientRuntime;
import org.parlour.client.EventLog;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.Rosters;
import org.parlour.client.SessionAttempt;
import org.parlour.client.SessionOptions;
import org.parlour.client.transport.WireTap;
import org.parlour.protocol.list.Recipient;

/// Three clients over real sockets, from registration to the history. Every step has a deadline and
/// says what it missed.
final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final List<String> NAMES = List.of("alice", "bob", "carol");
  private static final Map<String, String> LINES = new LinkedHashMap<>();

  static {
    LINES.put("alice", "Pizza at noon?");
    LINES.put("bob", "Yes, for me without olives.");
    LINES.put("carol", "I only have time until one.");
  }

  private final CoreOptions core;
  private final String history;
  private final String login;
  private final Ladder ladder = new Ladder(System.out, NAMES);
  private final Map<String, Actor> actors = new LinkedHashMap<>();

  Demo(CoreOptions core, String history, String login) {
    this.core = core;
    this.history = history;
    this.login = login;
  }

  /// One user with the threads and sockets of its own.
  private record Actor(
      String name, ClientRuntime runtime, ClientNode node, ImClient client, EventLog log)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      node.close();
      runtime.close();
    }
  }

  int run() throws InterruptedException {
    try {
      if (!core.trace) {
        ladder.head();
      }
      play();
      ladder.title("All of it was seen.");
      return 0;
    } catch (TimeoutException | ExecutionException | CommandFailure e) {
      ladder.title("Missing: " + Failures.text(e));
      return e instanceof CommandFailure failure ? failure.code() : Failures.FAILED;
    } finally {
      actors.values().forEach(Actor::close);
    }
  }

  private void play()
      throws CommandFailure, InterruptedException, TimeoutException, ExecutionException {
    register();
    Meeting meeting = meet();
    chat(meeting);
    watch(meeting.bob(), meeting.carol());
    end(meeting.alice());
    if (!history.isEmpty()) {
      readHistory(meeting.alice());
    }
  }

  private void register() throws CommandFailure, InterruptedException {
    ladder.title("Alice, Bob and Carol register");
    for (String name : NAMES) {
      WireTap tap = core.trace ? core.tap() : ladder.tap(name);
      ClientRuntime runtime = core.runtime(1, tap);
      EventLog log = new EventLog();
      try {
        ClientNode node = core.node(runtime);
        ImClient client = core.register(node, core.options(name, null), log);
        actors.put(name, new Actor(name, runtime, node, client, log));
      } catch (CommandFailure e) {
        runtime.close();
        throw e;
      }
    }
  }

  private Actor actor(String name) {
    Actor actor = actors.get(name);
    if (actor == null) {
      throw new IllegalStateException(name + " is not registered");
    }
    return actor;
  }

  /// Each one's session.
  private record Meeting(ImSession alice, ImSession bob, ImSession carol) {
    ImSession of(String name) {
      return switch (name) {
        case "alice" -> alice;
        case "bob" -> bob;
        default -> carol;
      };
    }
  }

  private Meeting meet()
      throws CommandFailure, InterruptedException, TimeoutException, ExecutionException {
    ladder.title("Alice sends INVITE to the conference factory with a list of Bob and Carol");
    SessionAttempt attempt =
        actor("alice")
            .client()
            .createSession(
                List.of(Recipient.to(core.user("bob")), Recipient.to(core.user("carol"))),
                SessionOptions.DEFAULT.withSubject("lunch"));
    CompletableFuture<ImSession> bob = invitation("bob", attempt).invitation().accept();
    CompletableFuture<ImSession> carol = invitation("carol", attempt).invitation().accept();
    Meeting meeting =
        new Meeting(
            get("the 200 to Alice's INVITE, and her MSRP", attempt.session()),
            get("Bob's MSRP session", bob),
            get("Carol's MSRP session", carol));
    String identity = meeting.alice().identity().toString();
    for (String name : NAMES) {
      ImSession session = meeting.of(name);
      if (!session.hasFocus() || !session.identity().toString().equals(identity)) {
        throw new CommandFailure(
            Failures.FAILED, "one IM Session Identity with isfocus for all: " + identity);
      }
    }
    ladder.note("all three are in " + identity);
    return meeting;
  }

  private ClientEvent.InvitationReceived invitation(String name, SessionAttempt attempt)
      throws InterruptedException, TimeoutException, ExecutionException {
    try {
      return actor(name)
          .log()
          .await(
              name + "'s INVITE from the focus",
              ClientEvent.InvitationReceived.class,
              e -> true,
              PATIENCE);
    } catch (TimeoutException e) {
      if (attempt.session().isCompletedExceptionally()) {
        attempt.session().get(); // says why nobody was invited
      }
      throw e;
    }
  }

  private void chat(Meeting meeting)
      throws InterruptedException, TimeoutException, ExecutionException {
    ladder.title("Each says something, and the other two read it");
    for (Map.Entry<String, String> line : LINES.entrySet()) {
      String speaker = line.getKey();
      get(speaker + "'s message", meeting.of(speaker).send(line.getValue()));
      for (String reader : NAMES) {
        if (!reader.equals(speaker)) {
          read(reader, speaker, line.getValue());
        }
      }
    }
  }

  private void read(String reader, String speaker, String text)
      throws InterruptedException, TimeoutException {
    actor(reader)
        .log()
        .await(
            reader + " reading \"" + text + "\" from " + speaker,
            ClientEvent.MessageReceived.class,
            e ->
                e.message().text().equals(text)
                    && e.message().from().address().user().equals(speaker),
            PATIENCE);
  }

  private void watch(ImSession bob, ImSession carol)
      throws InterruptedException, TimeoutException, ExecutionException {
    ladder.title("Bob subscribes to the participants");
    EventLog log = actor("bob").log();
    get("the 200 to Bob's SUBSCRIBE", bob.subscribe());
    var full =
        log.await(
            "a full NOTIFY with three connected participants",
            ClientEvent.RosterChanged.class,
            e -> Rosters.connected(e.roster()).size() == 3,
            PATIENCE);
    if (!log.all().stream()
        .anyMatch(e -> e instanceof ClientEvent.RosterChanged c && !c.document().partial())) {
      throw new TimeoutException("a full conference-info document");
    }
    ladder.note("Bob sees " + String.join(", ", Rosters.connected(full.roster())));
    ladder.title("Carol leaves by BYE");
    get("the 200 to Carol's BYE", carol.leave());
    log.await(
        "a partial NOTIFY without Carol",
        ClientEvent.RosterChanged.class,
        e ->
            e.document().partial()
                && e.roster().users().stream()
                    .noneMatch(u -> u.entity().user().equals("carol") && Rosters.isConnected(u)),
        PATIENCE);
    ladder.note("Bob sees " + String.join(", ", Rosters.connected(bob.roster())));
  }

  private void end(ImSession alice)
      throws InterruptedException, TimeoutException, ExecutionException {
    ladder.title("Alice leaves; with one participant left the session ends");
    get("the 200 to Alice's BYE", alice.leave());
    actor("bob")
        .log()
        .await("Bob's BYE from the focus", ClientEvent.SessionEnded.class, e -> true, PATIENCE);
  }

  private void readHistory(ImSession session)
      throws CommandFailure, InterruptedException, TimeoutException {
    ladder.title("The history: who said what when");
    HistoryReader reader = new HistoryReader(new AdminRest("history", history, login));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<HistoryReader.Message> messages = reader.messagesOf(session.identity().toString());
    while (!complete(messages)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("three messages in the history; there are " + messages.size());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      messages = reader.messagesOf(session.identity().toString());
    }
    for (HistoryReader.Message message : messages) {
      LocalTime at = LocalTime.ofInstant(message.at(), ZoneId.systemDefault());
      ladder.note(at.format(TIME) + "  " + message.from() + "  " + message.text());
    }
  }

  private static boolean complete(List<HistoryReader.Message> messages) {
    return LINES.entrySet().stream()
        .allMatch(
            line ->
                messages.stream()
                    .anyMatch(
                        m -> line.getValue().equals(m.text()) && m.from().contains(line.getKey())));
  }

  private static <T> T get(String what, CompletableFuture<T> future)
      throws InterruptedException, TimeoutException, ExecutionException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException(what + ": not seen within " + PATIENCE.toSeconds() + " s");
    }
  }
}
