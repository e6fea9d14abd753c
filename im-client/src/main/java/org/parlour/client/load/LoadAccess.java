package org.parlour.client.load;

import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.transport.WireTap;

/// How the users of a load reach the service.
public interface LoadAccess {
  /// Event loops of the clients.
  int threads();

  WireTap tap();

  /// Opens a connection.
  ClientNode node(ClientRuntime runtime) throws Exception;

  /// Who a user of this name is.
  ClientOptions user(String name) throws Exception;
}
