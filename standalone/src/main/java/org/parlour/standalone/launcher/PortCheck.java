package org.parlour.standalone.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/// Looks at all ports before anything starts, so that nothing is left half started.
final class PortCheck {
  private PortCheck() {}

  /// @throws StartFailure naming the first port that is taken, who wants it, and how to choose
  ///     another
  static void requireFree(SuiteProperties properties) {
    Map<Integer, SuitePort> seen = new HashMap<>();
    for (SuitePort port : SuitePort.ALL) {
      int number = properties.port(port);
      SuitePort other = seen.putIfAbsent(number, port);
      if (other != null) {
        throw new StartFailure(
            "port " + number + " is given to both " + other.property() + " and " + port.property());
      }
      if (!free(number, port.transports())) {
        throw new StartFailure(
            "port %d is in use by another program, and %s needs it: end that program, or choose another port with --%s=…"
                .formatted(number, port.user(), port.property()));
      }
    }
  }

  private static boolean free(int number, Transports transports) {
    return switch (transports) {
      case TCP -> freeForTcp(number);
      case TCP_AND_UDP -> freeForTcp(number) && freeForUdp(number);
    };
  }

  private static boolean freeForTcp(int number) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean freeForUdp(int number) {
    try (DatagramSocket ignored =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), number))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
