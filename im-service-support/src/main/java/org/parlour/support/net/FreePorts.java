package org.parlour.support.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Ports of the loopback interface that nobody uses, for tests that must not meet each other. They
/// lie below those that the system gives to outgoing connections, one of which would else take a
/// port between the look at it and its use.
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int COUNT = 20_000;
  private static final int ATTEMPTS = 100;

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /// Free for TCP and for UDP at the moment of the call, and not given before.
  public static int one() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  /// Different ones.
  public static List<Integer> several(int count) {
    return IntStream.range(0, count).mapToObj(ignored -> one()).toList();
  }

  private static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, port))) {
      return tcp.getLocalPort() == udp.getLocalPort();
    } catch (IOException e) {
      return false;
    }
  }
}
