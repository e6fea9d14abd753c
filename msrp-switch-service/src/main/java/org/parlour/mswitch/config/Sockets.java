package org.parlour.mswitch.config;

/// Whose sockets are used.
public enum Sockets {
  /// Those of Linux where its native library is there, else those of the JDK.
  AUTO,
  EPOLL,
  NIO
}
