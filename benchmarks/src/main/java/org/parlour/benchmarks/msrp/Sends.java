package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// The messages of a room's sender: alike but for a number, which is in the transaction id, in the
/// Message-ID, in the DateTime and in the text.
final class Sends {
  static final byte[] ANSWER_MARK = "MSRP a".getBytes(US_ASCII);
  static final byte[] TEXT_MARK = "seq=".getBytes(US_ASCII);

  private static final String ZERO = "00000000";

  private final byte[] frame;
  private final List<Integer> numbers = new ArrayList<>();
  private long count;

  /// @param paths the two header lines
  /// @param octets of the body, a CPIM message
  Sends(Room room, String paths, int octets) {
    this(room, paths, octets, false);
  }

  /// @param framed each in a WebSocket frame of its own
  Sends(Room room, String paths, int octets, boolean framed) {
    String envelope = envelope(room);
    String text = "seq=" + ZERO + " ";
    String body = envelope + text + "x".repeat(octets - envelope.length() - text.length());
    String whole =
        "MSRP a"
            + ZERO
            + " SEND\r\n"
            + paths
            + "Message-ID: m"
            + ZERO
            + "\r\nByte-Range: 1-"
            + octets
            + "/"
            + octets
            + "\r\nContent-Type: message/cpim\r\n\r\n"
            + body
            + "\r\n-------a"
            + ZERO
            + "$\r\n";
    byte[] message = whole.getBytes(US_ASCII);
    frame = framed ? WebFrames.around(message) : message;
    int before = frame.length - message.length;
    for (int at = whole.indexOf(ZERO); at >= 0; at = whole.indexOf(ZERO, at + ZERO.length())) {
      numbers.add(before + at);
    }
  }

  static String paths(Room room, int port) {
    return "To-Path: " + room.local(0, port) + "\r\nFrom-Path: " + room.remote(0) + "\r\n";
  }

  /// What binds the connection of a leg to its session.
  static String bind(Room room, int leg, int port) {
    return "MSRP bind0000 SEND\r\nTo-Path: "
        + room.local(leg, port)
        + "\r\nFrom-Path: "
        + room.remote(leg)
        + "\r\nMessage-ID: bind\r\n-------bind0000$\r\n";
  }

  static String envelope(Room room) {
    return "From: <"
        + room.participant(0)
        + ">\r\nTo: <"
        + room.session()
        + ">\r\nDateTime: 2026-11-25T12:00:00."
        + ZERO
        + "Z\r\n\r\nContent-Type: text/plain\r\n\r\n";
  }

  /// @return its number
  long append(ByteBuf out) {
    for (int number : numbers) {
      long value = count;
      for (int i = ZERO.length() - 1; i >= 0; i--) {
        frame[number + i] = (byte) ('0' + value % 10);
        value /= 10;
      }
    }
    out.writeBytes(frame);
    return count++;
  }

  int frameBytes() {
    return frame.length;
  }
}
