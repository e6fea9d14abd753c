package org.parlour.client.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientException;
import org.parlour.client.ImSession;
import org.parlour.client.Invitation;
import org.parlour.client.SessionAttempt;
import org.parlour.client.SessionOptions;
import org.parlour.client.media.MediaException;
import org.parlour.protocol.list.Recipient;

/// One session from INVITE to the last BYE. Its users live on several event loops: guarded by
/// itself.
///
/// States: SETTING_UP → CHATTING (everybody is in) → ENDING (everybody read everything) → DONE, or
/// DONE with a cause from any of them.
final class LoadSession {
  private enum State {
    SETTING_UP,
    CHATTING,
    ENDING,
    DONE
  }

  private final long number;
  private final LoadUser initiator;
  private final Set<LoadUser> invitees;
  private final int messages;
  private final LoadStatistics statistics;
  private final BiConsumer<LoadSession, @Nullable String> done;
  private final Map<LoadUser, ImSession> joined = new HashMap<>();
  private final Set<LoadUser> invited = new HashSet<>();
  private final Set<String> receipts = new HashSet<>();
  private State state = State.SETTING_UP;
  private @Nullable SessionAttempt attempt;
  private @Nullable Future<?> patience;
  private int accepted;

  /// @param done called once, with the cause of the failure or null
  LoadSession(
      long number,
      LoadUser initiator,
      List<LoadUser> invitees,
      int messages,
      LoadStatistics statistics,
      BiConsumer<LoadSession, @Nullable String> done) {
    this.number = number;
    this.initiator = initiator;
    this.invitees = Set.copyOf(invitees);
    this.messages = messages;
    this.statistics = statistics;
    this.done = done;
  }

  long number() {
    return number;
  }

  LoadUser initiator() {
    return initiator;
  }

  /// @param expiry of the patience with this session, which calls [#expire]; the session takes it
  ///     back when it ends, so that it is not kept until then
  void start(Future<?> expiry) {
    synchronized (this) {
      patience = expiry;
    }
    List<Recipient> recipients = new ArrayList<>();
    invitees.forEach(user -> recipients.add(Recipient.to(user.address())));
    SessionAttempt started = initiator.client().createSession(recipients, SessionOptions.DEFAULT);
    synchronized (this) {
      attempt = started;
    }
    started.answered().thenAccept(statistics::setUp);
    started.session().whenComplete((session, failure) -> joined(initiator, session, failure));
  }

  /// Whether this session expects `user`, which then accepts.
  boolean invited(LoadUser user, Invitation invitation) {
    synchronized (this) {
      if (state == State.DONE || !invitees.contains(user) || !invited.add(user)) {
        return false;
      }
    }
    invitation.accept().whenComplete((session, failure) -> joined(user, session, failure));
    return true;
  }

  private void joined(LoadUser user, @Nullable ImSession session, @Nullable Throwable failure) {
    if (session == null) {
      fail((user == initiator ? "set-up: " : "invitee: ") + causeOf(failure));
      return;
    }
    synchronized (this) {
      if (state == State.SETTING_UP) {
        joined.put(user, session);
        if (joined.size() < invitees.size() + 1) {
          return;
        }
        state = messages == 0 ? State.ENDING : State.CHATTING;
      } else {
        session.leave();
        return;
      }
    }
    if (messages == 0) {
      end();
    } else {
      talk();
    }
  }

  private void talk() {
    ImSession session = joined.get(initiator);
    for (int i = 0; i < messages && session != null; i++) {
      String text = "load " + number + ' ' + i + ' ' + System.nanoTime();
      session.send(text).whenComplete((sent, failure) -> accepted(failure));
    }
  }

  private void accepted(@Nullable Throwable failure) {
    if (failure != null) {
      fail("message: " + causeOf(failure));
      return;
    }
    synchronized (this) {
      accepted++;
    }
    endIfComplete();
  }

  /// @param message its number in this session
  void received(LoadUser user, int message, long sentNanos) {
    synchronized (this) {
      if (!receipts.add(user.name() + ' ' + message)) {
        return;
      }
    }
    statistics.delivered(System.nanoTime() - sentNanos);
    endIfComplete();
  }

  private void endIfComplete() {
    synchronized (this) {
      boolean complete =
          state == State.CHATTING
              && accepted == messages
              && receipts.size() == messages * invitees.size();
      if (!complete) {
        return;
      }
      state = State.ENDING;
    }
    end();
  }

  /// Everybody leaves; when the focus was faster, its BYE counts.
  private void end() {
    List<CompletableFuture<Void>> leaving = new ArrayList<>();
    for (ImSession session : joined.values()) {
      leaving.add(session.leave());
    }
    CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
        .whenComplete(
            (left, failure) -> finish(failure == null ? null : "leaving: " + causeOf(failure)));
  }

  /// The patience is over.
  void expire() {
    String where;
    synchronized (this) {
      where =
          switch (state) {
            case SETTING_UP ->
                joined.containsKey(initiator)
                    ? "timeout: an invitee did not get in"
                    : "timeout: no final answer to INVITE";
            case CHATTING -> "timeout: a message was not received";
            case ENDING -> "timeout: a BYE was not answered";
            case DONE -> "";
          };
    }
    if (!where.isEmpty()) {
      fail(where);
    }
  }

  private void fail(String cause) {
    List<ImSession> open;
    SessionAttempt running;
    synchronized (this) {
      open = List.copyOf(joined.values());
      running = attempt;
    }
    if (finish(cause)) {
      if (running != null) {
        running.cancel();
      }
      open.forEach(ImSession::leave);
    }
  }

  private boolean finish(@Nullable String cause) {
    synchronized (this) {
      if (state == State.DONE) {
        return false;
      }
      state = State.DONE;
      if (patience != null) {
        patience.cancel(false);
      }
    }
    done.accept(this, cause);
    return true;
  }

  /// Short and without addresses, so that equal causes count together.
  static String causeOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case null -> "unknown";
      case ClientException refused -> {
        String text = String.valueOf(refused.getMessage());
        yield text.substring(text.lastIndexOf(": ") + 2 > 1 ? text.lastIndexOf(": ") + 2 : 0)
            + " ("
            + refused.status()
            + ')';
      }
      case MediaException media -> "MSRP " + media.code();
      default -> cause.getClass().getSimpleName();
    };
  }
}
