package org.parlour.standalone.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The demo credentials are known to everybody, so nothing of this suite may listen to the world.
final class Loopback {
  private static final List<String> BINDS =
      List.of("server.address", "management.server.address", "im.sip.bind", "im.msrp.bind");

  private Loopback() {}

  /// @throws StartFailure naming a property that binds elsewhere
  static void require(SuiteProperties properties) {
    for (String bind : BINDS) {
      String address = properties.get(bind, "127.0.0.1");
      if (!isLoopback(address)) {
        throw new StartFailure(
            "--%s=%s: the standalone suite has well-known passwords and listens to loopback addresses only"
                .formatted(bind, address));
      }
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
