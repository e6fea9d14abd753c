package org.parlour.history.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.history.archive.ConversationArchive;
import org.parlour.history.archive.ConversationFilter;
import org.parlour.history.config.HistoryProperties;
import org.parlour.protocol.address.ImAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {
  private static final String DEFAULT_LIMIT = "50";

  private final ConversationArchive archive;
  private final HistoryProperties properties;

  ConversationController(ConversationArchive archive, HistoryProperties properties) {
    this.archive = archive;
    this.properties = properties;
  }

  /// Conversations, newest first.
  ///
  /// @param participant a SIP or tel URI
  /// @param from started then or later, RFC 3339
  /// @param to started before then, RFC 3339
  /// @param session an IM Session Identity
  /// @param group an IM Group Identity
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  ConversationPage list(
      @RequestParam(required = false) @Nullable String participant,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String session,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(defaultValue = DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String after) {
    ConversationFilter filter =
        new ConversationFilter(
            parse("participant", participant, "a SIP or tel URI", ImAddress::parse),
            parse("from", from, "an RFC 3339 time", Instant::parse),
            parse("to", to, "an RFC 3339 time", Instant::parse),
            parse("session", session, "a SIP URI", ImAddress::parse),
            parse("group", group, "a SIP URI", ImAddress::parse));
    if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
      throw Problems.invalidParameter("to: " + to + " (expected: not before from)");
    }
    return ConversationPage.of(
        archive.conversations(filter, PageTokens.conversation(after), checked(limit)));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  ConversationPage.View get(@PathVariable UUID id) {
    return archive
        .conversation(id)
        .map(ConversationPage.View::of)
        .orElseThrow(() -> Problems.notFound("conversation: " + id));
  }

  /// What was said, in the order in which all participants saw it.
  @GetMapping(path = "/{id}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
  MessagePage messages(
      @PathVariable UUID id,
      @RequestParam(defaultValue = DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String after) {
    if (archive.conversation(id).isEmpty()) {
      throw Problems.notFound("conversation: " + id);
    }
    return MessagePage.of(archive.messages(id, PageTokens.message(after), checked(limit)));
  }

  /// One message as it was distributed, envelope included. Always as octets to be saved: what a
  /// sender wrote must not run in an administrator's browser.
  @GetMapping(
      path = "/{id}/messages/{message}/body",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  void body(@PathVariable UUID id, @PathVariable String message, HttpServletResponse response)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment");
    if (!archive.writeBody(id, message, response.getOutputStream())) {
      response.reset();
      throw Problems.notFound("message: " + message + " in conversation " + id);
    }
  }

  private int checked(int limit) {
    if (limit < 1 || limit > properties.pageLimit()) {
      throw Problems.invalidParameter(
          "limit: " + limit + " (expected: 1 to " + properties.pageLimit() + ")");
    }
    return limit;
  }

  private static <T> @Nullable T parse(
      String name, @Nullable String value, String expected, Function<String, T> parser) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (RuntimeException e) {
      throw Problems.invalidParameter(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
