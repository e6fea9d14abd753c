package org.parlour.labcore;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Runs a core of its own. Options are `--name=value`: `listen`, `controlling`, `originating`,
/// `terminating` (comma lists of host:port), `participating`, `third-party-register`,
/// `untagged-messages`.
public final class LabCoreMain {
  private LabCoreMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    LabCoreConfig config = LabCoreConfig.standalone();
    try {
      for (String argument : arguments) {
        config = apply(config, argument);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("lab-core: " + e.getMessage());
      System.exit(2);
    }
    try (LabCore core = LabCore.start(config)) {
      System.out.println(
          "SIP core for " + config.domains() + " at " + core.address() + " (UDP and TCP)");
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
      stopped.await();
    } catch (IOException e) {
      System.err.println("lab-core: " + e.getMessage() + " (is another one running?)");
      System.exit(1);
    }
  }

  static LabCoreConfig apply(LabCoreConfig config, String argument) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("--") || equals < 0) {
      throw new IllegalArgumentException(argument + " (expected: --name=value)");
    }
    String value = argument.substring(equals + 1);
    return switch (argument.substring(2, equals)) {
      case "listen" -> config.withListen(addresses(value).getFirst());
      case "controlling" ->
          config.withImServer(addresses(value), config.originating(), config.terminating());
      case "originating" ->
          config.withImServer(config.controlling(), addresses(value), config.terminating());
      case "terminating" ->
          config.withImServer(config.controlling(), config.originating(), addresses(value));
      case "participating" -> config.withParticipating(Boolean.parseBoolean(value));
      case "third-party-register" -> config.withThirdPartyRegister(Boolean.parseBoolean(value));
      case "untagged-messages" -> config.withUntaggedMessages(Boolean.parseBoolean(value));
      default -> throw new IllegalArgumentException(argument + " (expected: a known option)");
    };
  }

  private static List<InetSocketAddress> addresses(String list) {
    return Arrays.stream(list.split(",")).map(LabCoreMain::address).toList();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          text.substring(0, Math.max(colon, 0)), Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " (expected: host:port)", e);
    }
  }
}
