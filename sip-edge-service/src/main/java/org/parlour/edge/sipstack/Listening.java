package org.parlour.edge.sipstack;

import java.net.InetAddress;
import java.util.Map;
import org.parlour.contracts.routing.ServiceRole;

/// Where the edge listens: one port for each role, UDP and TCP.
public record Listening(InetAddress address, Map<ServiceRole, Integer> ports) {
  public Listening {
    ports = Map.copyOf(ports);
    if (ports.size() != ServiceRole.values().length) {
      throw new IllegalArgumentException("ports: " + ports + " (expected: one for each role)");
    }
  }

  public ServiceRole role(int port) {
    for (Map.Entry<ServiceRole, Integer> entry : ports.entrySet()) {
      if (entry.getValue() == port) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("port: " + port + " (expected: one of " + ports + ")");
  }

  public int port(ServiceRole role) {
    return ports.getOrDefault(role, -1);
  }
}
