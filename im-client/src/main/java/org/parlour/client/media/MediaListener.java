package org.parlour.client.media;

/// Takes what arrives in a [MediaSession]. Thread: its event loop.
public interface MediaListener {
  /// A complete message.
  ///
  /// @param contentType as it came, with parameters
  void message(String contentType, byte[] body);

  /// The connection is gone though nobody closed the session.
  void lost(String reason);
}
