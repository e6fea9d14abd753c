package org.parlour.client.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the archive over its REST interface.
final class HistoryReader {
  private final AdminRest rest;

  HistoryReader(AdminRest rest) {
    this.rest = rest;
  }

  record Conversations(List<Conversation> conversations) {}

  record Conversation(String id, @Nullable String session, Instant startedAt) {}

  record Messages(List<Message> messages) {}

  record Message(Instant at, String from, @Nullable String displayName, @Nullable String text) {}

  /// What was said in the session, in order; empty while the archive does not know it.
  List<Message> messagesOf(String session) throws CommandFailure, InterruptedException {
    String query = "?session=" + URLEncoder.encode(session, StandardCharsets.UTF_8);
    List<Conversation> found =
        rest.get("/api/v1/conversations" + query, Conversations.class).conversations();
    return found.isEmpty()
        ? List.of()
        : rest.get("/api/v1/conversations/" + found.getFirst().id() + "/messages", Messages.class)
            .messages();
  }
}
