package org.parlour.mswitch.switching;

import java.nio.ByteBuffer;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;
import org.parlour.protocol.cpim.CpimHeaders;

/// The head of a CPIM message: both header blocks, as far as switching needs them (RFC 3862).
///
/// @param headerBytes octets of the message headers, their blank line included: what may be
///     replaced
/// @param wrapped type and subtype of the content in lower case, `text/plain` when it says none
public record Envelope(CpimHeaders headers, int headerBytes, String wrapped) {
  /// Longest head that is waited for.
  public static final int MAX_BYTES = 16 * 1024;

  private static final String CONTENT_TYPE = "content-type:";

  /// How far the head has come.
  public sealed interface Reading {
    /// More octets are needed.
    record Incomplete() implements Reading {}

    record Read(Envelope envelope) implements Reading {}

    /// It will never be one.
    record Malformed(String reason) implements Reading {}
  }

  /// Reads from the start of a message.
  ///
  /// @param bytes borrowed for the call; its position does not move
  public static Reading read(ByteBuffer bytes) {
    int headerBytes = CpimHeaders.endOf(bytes);
    int contentBytes =
        headerBytes < 0
            ? -1
            : CpimHeaders.endOf(bytes.duplicate().position(bytes.position() + headerBytes));
    if (contentBytes < 0) {
      return bytes.remaining() < MAX_BYTES
          ? new Reading.Incomplete()
          : new Reading.Malformed("cpim: head longer than " + MAX_BYTES + " octets");
    }
    try {
      ByteBuffer content = bytes.slice(bytes.position() + headerBytes, contentBytes);
      return new Reading.Read(
          new Envelope(CpimHeaders.read(bytes), headerBytes, contentType(content)));
    } catch (MalformedBodyException e) {
      return new Reading.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static String contentType(ByteBuffer block) throws MalformedBodyException {
    for (String line : Utf8.decode("cpim", block).split("\r?\n")) {
      if (line.regionMatches(true, 0, CONTENT_TYPE, 0, CONTENT_TYPE.length())) {
        return MediaTypes.bare(line.substring(CONTENT_TYPE.length()));
      }
    }
    return "text/plain";
  }
}
