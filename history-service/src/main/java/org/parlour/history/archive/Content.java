package org.parlour.history.archive;

/// What is in a message's envelope.
public sealed interface Content {
  /// The media type with its parameters.
  String contentType();

  record Text(String contentType, String text) implements Content {}

  /// @param octets not copied: do not change them
  record Binary(String contentType, byte[] octets) implements Content {}

  /// Too large to be shown among others, or not complete: only the whole message can be had.
  record Elsewhere(String contentType) implements Content {}
}
