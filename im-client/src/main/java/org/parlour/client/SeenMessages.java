package org.parlour.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The messages that came lately, by sender and `imdn.Message-ID` (RFC 5438): one that a switch
/// sends again after another has died, or that its sender repeats, is shown once. Thread: the event
/// loop.
final class SeenMessages {
  private static final int MOST = 2_000;

  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST;
            }
          });

  /// Whether the message was not here before; one without an id never was.
  boolean isNew(ClientEvent.ChatMessage message) {
    return message.id() == null || seen.add(message.from().address() + " " + message.id());
  }
}
