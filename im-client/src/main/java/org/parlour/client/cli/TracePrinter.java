package org.parlour.client.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.parlour.client.transport.WireTap;

/// Prints every message as it is on the wire, with who sent it to whom.
final class TracePrinter implements WireTap {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final PrintStream out;

  TracePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void saw(Frame frame) {
    String ends =
        frame.outgoing()
            ? port(frame.local().getPort()) + " -> " + port(frame.remote().getPort())
            : port(frame.remote().getPort()) + " -> " + port(frame.local().getPort());
    out.println("--- " + LocalTime.now().format(TIME) + ' ' + frame.protocol() + ' ' + ends);
    out.println(
        new String(frame.bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n").stripTrailing());
    out.println();
  }

  private static String port(int port) {
    return ":" + port;
  }
}
