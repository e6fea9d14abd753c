package org.parlour.client.load;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientListener;
import org.parlour.client.ImClient;
import org.parlour.protocol.address.ImAddress;

/// One of many users: hands what happens to it to the session concerned.
final class LoadUser implements ClientListener {
  private final ImClient client;
  private final Function<String, @Nullable LoadSession> byInitiator;
  private final BiConsumer<LoadUser, String> messages;

  /// @param byInitiator the session that this user is setting up
  /// @param messages takes a text that was received
  LoadUser(
      Crowd crowd,
      String name,
      Function<String, @Nullable LoadSession> byInitiator,
      BiConsumer<LoadUser, String> messages)
      throws Exception {
    this.byInitiator = byInitiator;
    this.messages = messages;
    this.client = crowd.add(name, this);
  }

  ImClient client() {
    return client;
  }

  ImAddress address() {
    return client.options().user();
  }

  String name() {
    return address().user();
  }

  @Override
  public void on(ClientEvent event) {
    switch (event) {
      case ClientEvent.InvitationReceived received -> {
        LoadSession session = byInitiator.apply(received.invitation().from().address().user());
        if (session == null || !session.invited(this, received.invitation())) {
          received.invitation().decline(480);
        }
      }
      case ClientEvent.MessageReceived received -> messages.accept(this, received.message().text());
      case ClientEvent.Registered _ -> {}
      case ClientEvent.RegistrationLost _ -> {}
      case ClientEvent.InvitationCancelled _ -> {}
      case ClientEvent.Ringing _ -> {}
      case ClientEvent.SessionEstablished _ -> {}
      case ClientEvent.SessionEnded _ -> {}
      case ClientEvent.RosterChanged _ -> {}
      case ClientEvent.SubscriptionEnded _ -> {}
      case ClientEvent.DocumentsChanged _ -> {}
      case ClientEvent.DocumentSubscriptionEnded _ -> {}
      case ClientEvent.MediaChanged _ -> {}
      case ClientEvent.MediaLost _ -> {}
      case ClientEvent.PagerReceived _ -> {}
    }
  }
}
