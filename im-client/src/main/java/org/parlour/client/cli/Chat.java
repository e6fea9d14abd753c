package org.parlour.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientListener;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.Invitation;
import org.parlour.client.PagerBody;
import org.parlour.client.Rosters;
import org.parlour.client.SessionAttempt;
import org.parlour.client.SessionOptions;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.list.Recipient;

/// One user at one terminal, in one session at a time. Events come on the client's thread, lines on
/// the main thread.
final class Chat implements ClientListener {
  private static final String HELP =
      """
      What you type is said to everybody. Commands:
        /who              who is here
        /invite USER      ask somebody in
        /msg USER TEXT    say something to one person
        /pager TO TEXT    send a note to users (bob,carol) or a group (sip:team@...)
        /nick NAME        be called NAME; alone: your own name again
        /accept /decline  answer an invitation
        /leave            leave this chat
        /quit             leave and end""";

  private static final int BYE_SECONDS = 2;

  private final ChatWindow window;
  private final CoreOptions core;
  private final boolean ask;
  private volatile @Nullable ImClient client;
  private volatile @Nullable ImSession session;
  private volatile @Nullable Invitation waiting;
  private volatile @Nullable SessionAttempt attempt;
  private volatile @Nullable ImSession broken;
  private volatile boolean ending;

  Chat(ChatWindow window, CoreOptions core, boolean ask) {
    this.window = window;
    this.core = core;
    this.ask = ask;
  }

  void begin(ImClient registered) {
    client = registered;
    window.prompt(registered.options().user().user() + "> ");
  }

  private ImClient client() {
    ImClient current = client;
    if (current == null) {
      throw new IllegalStateException("chat: no client");
    }
    return current;
  }

  void invite(List<Recipient> recipients, @Nullable String subject) {
    String names =
        recipients.stream().map(r -> r.address().user()).collect(Collectors.joining(", "));
    window.note("Inviting " + names + " ...");
    attempt(client().createSession(recipients, options(subject)));
  }

  void join(ImAddress target, @Nullable String subject) {
    window.note("Joining " + target + " ...");
    attempt(client().join(target, options(subject)));
  }

  private static SessionOptions options(@Nullable String subject) {
    return subject == null ? SessionOptions.DEFAULT : SessionOptions.DEFAULT.withSubject(subject);
  }

  private void attempt(SessionAttempt started) {
    attempt = started;
    started
        .session()
        .whenComplete(
            (ready, failure) -> {
              attempt = null;
              if (failure != null && !ending) {
                window.error(Failures.text(failure));
              }
            });
  }

  /// Reads lines until the user has had enough.
  void talk() {
    while (true) {
      String line = window.read();
      ChatLine typed = line == null ? new ChatLine.Quit() : ChatLine.parse(line);
      if (typed instanceof ChatLine.Quit) {
        quit();
        return;
      }
      obey(typed);
    }
  }

  private void obey(ChatLine typed) {
    ImSession current = session;
    switch (typed) {
      case ChatLine.Nothing nothing -> acceptIfAsked();
      case ChatLine.Help help -> HELP.lines().forEach(window::note);
      case ChatLine.Wrong wrong -> window.error(wrong.why());
      case ChatLine.Accept accept -> acceptIfAsked();
      case ChatLine.Decline decline -> decline();
      case ChatLine.Pager pager -> pager(pager);
      case ChatLine.Say say when current != null -> tell(current.send(say.text()));
      case ChatLine.Whisper whisper when current != null -> whisper(current, whisper);
      case ChatLine.Nick nick when current != null ->
          tell(
              current
                  .nickname(nick.name())
                  .thenRun(
                      () ->
                          window.note(
                              nick.name().isEmpty()
                                  ? "You have your own name again."
                                  : "You are now " + nick.name() + ".")));
      case ChatLine.Invite invite when current != null -> invite(current, invite.user());
      case ChatLine.Who who when current != null -> who(current);
      case ChatLine.Leave leave when current != null -> tell(current.leave());
      case ChatLine.Invite invite -> inviteAlone(invite.user());
      case ChatLine.Say say -> notHere();
      case ChatLine.Whisper whisper -> notHere();
      case ChatLine.Nick nick -> notHere();
      case ChatLine.Who who -> notHere();
      case ChatLine.Leave leave -> giveUp();
      case ChatLine.Quit quit -> {}
    }
  }

  private void notHere() {
    window.error("You are in no chat yet; /invite somebody or wait to be invited.");
  }

  private void giveUp() {
    SessionAttempt running = attempt;
    if (running == null) {
      notHere();
    } else {
      running.cancel();
    }
  }

  private void tell(CompletableFuture<?> action) {
    action.exceptionally(
        failure -> {
          window.error(Failures.text(failure));
          return null;
        });
  }

  private void pager(ChatLine.Pager pager) {
    try {
      tell(
          PagerTarget.parse(pager.to(), core)
              .send(client(), pager.text())
              .thenRun(() -> window.note("Sent.")));
    } catch (CommandFailure e) {
      window.error(Failures.text(e));
    }
  }

  private void whisper(ImSession current, ChatLine.Whisper whisper) {
    try {
      tell(current.sendPrivate(core.user(whisper.to()), whisper.text()));
    } catch (CommandFailure e) {
      window.error(Failures.text(e));
    }
  }

  private void invite(ImSession current, String user) {
    try {
      ImAddress address = core.user(user);
      tell(current.invite(address).thenRun(() -> window.note(user + " is being invited.")));
    } catch (CommandFailure e) {
      window.error(Failures.text(e));
    }
  }

  private void inviteAlone(String users) {
    try {
      List<Recipient> recipients = new ArrayList<>();
      for (String user : users.split("[ ,]+")) {
        recipients.add(Recipient.to(core.user(user)));
      }
      invite(recipients, null);
    } catch (CommandFailure e) {
      window.error(Failures.text(e));
    }
  }

  private void who(ImSession current) {
    List<String> names = Rosters.connected(current.roster());
    window.note(names.isEmpty() ? "Nobody is shown here." : "Here: " + String.join(", ", names));
  }

  private void acceptIfAsked() {
    Invitation invitation = waiting;
    if (invitation != null) {
      waiting = null;
      tell(invitation.accept());
    }
  }

  private void decline() {
    Invitation invitation = waiting;
    if (invitation != null) {
      waiting = null;
      invitation.decline(603);
      window.note("Declined.");
    }
  }

  private void quit() {
    ending = true;
    ImSession current = session;
    SessionAttempt running = attempt;
    if (running != null) {
      running.cancel();
    }
    try {
      if (current != null) {
        current.leave().get(5, TimeUnit.SECONDS);
      }
      client().unregister().get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // leaving anyway
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void on(ClientEvent event) {
    switch (event) {
      case ClientEvent.InvitationReceived received -> invited(received.invitation());
      case ClientEvent.InvitationCancelled cancelled -> {
        waiting = null;
        window.note(cancelled.reason());
      }
      case ClientEvent.Ringing ringing -> window.note("It rings ...");
      case ClientEvent.SessionEstablished established -> entered(established.session());
      case ClientEvent.SessionEnded ended -> {
        if (ended.session() == session) {
          session = null;
          broken = null;
        }
        window.note(
            ended.reason().equals("left")
                ? "You left the chat."
                : "The chat is over for you: " + ended.reason() + ".");
      }
      case ClientEvent.MessageReceived received -> said(received);
      case ClientEvent.RosterChanged changed -> roster(changed);
      case ClientEvent.MediaLost lost -> broke(lost.session());
      case ClientEvent.MediaChanged changed -> {
        if (broken != null) {
          broken = null;
          window.note("The connection is back.");
        }
      }
      case ClientEvent.RegistrationLost lost -> window.note("Not reachable: " + lost.reason());
      case ClientEvent.PagerReceived pager -> noted(pager);
      case ClientEvent.Registered registered -> {}
      case ClientEvent.SubscriptionEnded ended -> {}
      case ClientEvent.DocumentsChanged changed -> {}
      case ClientEvent.DocumentSubscriptionEnded ended -> {}
    }
  }

  /// The end of a session often shows first as the end of its connection: no word of that while the
  /// BYE may be on its way.
  private void broke(ImSession affected) {
    broken = affected;
    CompletableFuture.delayedExecutor(BYE_SECONDS, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (broken == affected) {
                window.note("The connection broke; waiting for the server to bring it back ...");
              }
            });
  }

  private void noted(ClientEvent.PagerReceived pager) {
    PagerBody body = PagerBody.read(pager.contentType(), pager.body());
    if (body.failure() != null) {
      window.note("Your message did not reach " + body.failure().recipient() + ".");
    } else {
      window.said(name(pager.from()), " (note)", body.text(), null);
    }
  }

  private void invited(Invitation invitation) {
    String who = name(invitation.from());
    String about = invitation.subject() == null ? "" : " about \"" + invitation.subject() + '"';
    if (session != null) {
      window.note(who + " invites you" + about + ", but you are in a chat already: busy.");
      invitation.decline(486);
    } else if (ask) {
      waiting = invitation;
      window.note(who + " invites you" + about + ". Enter joins, /decline does not.");
    } else {
      window.note(who + " invites you" + about + ".");
      tell(invitation.accept());
    }
  }

  private void entered(ImSession entered) {
    session = entered;
    window.note("You are in the chat. /help for help.");
    if (entered.hasFocus()) {
      entered
          .subscribe()
          .exceptionally(
              failure -> {
                window.note("Who is here cannot be seen: " + Failures.text(failure));
                return null;
              });
    }
  }

  private void said(ClientEvent.MessageReceived received) {
    ClientEvent.ChatMessage message = received.message();
    if (!message.contentType().startsWith("text/")) {
      return;
    }
    ImAddress own = client().options().user();
    if (message.from().address().host().equals(core.imDomain)) {
      window.note(message.text());
      return;
    }
    boolean toMe = message.to() != null && message.to().sameUser(own);
    window.said(name(message.from()), toMe ? " (only to you)" : "", message.text(), message.at());
  }

  private void roster(ClientEvent.RosterChanged changed) {
    if (changed.session().isEnded()) {
      return;
    }
    if (!changed.document().partial()) {
      who(changed.session());
      return;
    }
    for (ConferenceInfo.User user : changed.joined()) {
      window.note(Rosters.nameOf(user) + " joined.");
    }
    for (ConferenceInfo.User user : changed.left()) {
      window.note(Rosters.nameOf(user) + " left.");
    }
  }

  private static String name(NameAddress party) {
    String name = party.displayName();
    return name == null ? party.address().user() : name;
  }
}
