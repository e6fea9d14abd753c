package org.parlour.client;

/// Takes a client's events, in order, on the client's event loop: quick, never blocking.
@FunctionalInterface
public interface ClientListener {
  void on(ClientEvent event);
}
