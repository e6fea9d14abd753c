package org.parlour.benchmarks.msrp;

import java.util.ArrayList;
import java.util.List;
import org.parlour.mswitch.switching.Carrier;

/// As many messages as the windows let through.
///
/// @param rooms each with one sender
/// @param receivers of a room
/// @param width messages under way in a room
/// @param octets of a message
/// @param carrier of every connection
record WindowWork(int rooms, int receivers, int width, int octets, Carrier carrier)
    implements Work {
  @Override
  public Sample run(Load load, ServerProcess server, double seconds) {
    List<Room> opened = new ArrayList<>();
    List<LoadLeg> legs = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      Room room = new Room(load.freshName(), receivers + 1, false);
      server.open(room);
      opened.add(room);
      List<LoadLeg> connected = load.connect(room, server, carrier);
      legs.addAll(connected);
      Sends sends = new Sends(room, Sends.paths(room, server.port()), octets, carrier.framed());
      windows.add(new Window(connected, sends, width));
    }
    Sample sample = Windows.measure(load, windows, server::processorSeconds, seconds);
    load.disconnect(legs);
    opened.forEach(server::close);
    return sample;
  }

  /// Whether [#relayed] can be.
  boolean isForRelays() {
    return receivers == 1 && carrier == Carrier.TCP;
  }

  /// The same between pairs by a relay, which knows no rooms: it finds a receiver's connection by
  /// the address in the second URI of To-Path.
  Sample relayed(Load load, Relay relay, double seconds) {
    List<LoadLeg> legs = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      Room room = new Room(load.freshName(), 2, false);
      LoadLeg receiver = load.open(relay.port());
      LoadLeg sender = load.open(relay.port());
      legs.addAll(List.of(sender, receiver));
      String paths =
          "To-Path: "
              + room.local(0, relay.port())
              + " "
              + room.local(1, receiver.port())
              + "\r\nFrom-Path: "
              + room.local(0, sender.port())
              + "\r\n";
      windows.add(new Window(List.of(sender, receiver), new Sends(room, paths, octets), width));
    }
    Sample sample = Windows.measure(load, windows, relay::processorSeconds, seconds);
    load.disconnect(legs);
    return sample;
  }
}
