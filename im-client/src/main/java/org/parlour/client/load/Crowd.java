package org.parlour.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientListener;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImClient;

/// Many users on connections that they share.
final class Crowd implements AutoCloseable {
  private static final int REGISTERING = 64;

  private final ClientRuntime runtime;
  private final LoadAccess access;
  private final List<ClientNode> nodes = new ArrayList<>();
  private final List<ImClient> clients = new ArrayList<>();

  private Crowd(ClientRuntime runtime, LoadAccess access) {
    this.runtime = runtime;
    this.access = access;
  }

  /// @throws Exception when the core cannot be reached
  static Crowd connect(LoadAccess access, int connections) throws Exception {
    Crowd crowd = new Crowd(access.runtime(), access);
    try {
      for (int i = 0; i < connections; i++) {
        crowd.nodes.add(access.node(crowd.runtime));
      }
      return crowd;
    } catch (Exception e) {
      crowd.close();
      throw e;
    }
  }

  ClientRuntime runtime() {
    return runtime;
  }

  /// A client on the next connection; [#register] registers it.
  ImClient add(String name, ClientListener listener) throws Exception {
    ImClient client =
        new ImClient(nodes.get(clients.size() % nodes.size()), access.user(name), listener);
    clients.add(client);
    return client;
  }

  /// Blocks until all are registered.
  ///
  /// @throws Exception when one cannot register
  void register() throws Exception {
    Semaphore window = new Semaphore(REGISTERING);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    for (ImClient client : clients) {
      window.acquire();
      client
          .register()
          .whenComplete(
              (seconds, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
                window.release();
              });
    }
    window.acquire(REGISTERING);
    if (failure.get() instanceof Exception first) {
      throw first;
    }
  }

  @Override
  public void close() {
    clients.forEach(ImClient::close);
    nodes.forEach(ClientNode::close);
    runtime.close();
  }
}
