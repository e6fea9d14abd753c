package org.parlour.standalone.launcher;

import java.util.List;

/// How the JVM of a service in a process of its own is tuned for a laptop.
final class ChildJvm {
  static final List<String> FLAGS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private ChildJvm() {}
}
