package org.parlour.standalone.launcher;

/// What a port is used with.
enum Transports {
  TCP,
  TCP_AND_UDP
}
