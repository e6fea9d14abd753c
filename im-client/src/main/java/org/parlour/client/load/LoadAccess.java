package org.parlour.client.load;

import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;

/// How the users of a load reach the service.
public interface LoadAccess {
  /// Threads for the clients, which whoever asks closes.
  ClientRuntime runtime();

  /// Opens a connection.
  ClientNode node(ClientRuntime runtime) throws Exception;

  /// Who a user of this name is.
  ClientOptions user(String name) throws Exception;
}
