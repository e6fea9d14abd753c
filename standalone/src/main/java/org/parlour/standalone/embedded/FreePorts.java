package org.parlour.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Ports of the loopback interface that nobody uses, for tests that must not meet each other.
public final class FreePorts {
  private static final int ATTEMPTS = 100;

  private FreePorts() {}

  public static int one() {
    return several(1).getFirst();
  }

  /// Different ports, free for TCP and for UDP at the moment of the call.
  public static List<Integer> several(int count) {
    List<ServerSocket> held = new ArrayList<>(count);
    List<Integer> ports = new ArrayList<>(count);
    try {
      for (int attempt = 0; ports.size() < count && attempt < count + ATTEMPTS; attempt++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        if (freeForUdp(socket.getLocalPort())) {
          ports.add(socket.getLocalPort());
        }
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean freeForUdp(int port) {
    try (DatagramSocket ignored =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
