package org.parlour.client;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the parts of one client share. Thread: the event loop.
final class ClientContext {
  private final ClientNode node;
  private final ClientOptions options;
  private final ClientRequests requests;
  private final ClientListener listener;
  private final Map<String, DialogUsage> dialogs;

  ClientContext(
      ClientNode node, ClientOptions options, ClientRequests requests, ClientListener listener) {
    this(node, options, requests, listener, new HashMap<>());
  }

  private ClientContext(
      ClientNode node,
      ClientOptions options,
      ClientRequests requests,
      ClientListener listener,
      Map<String, DialogUsage> dialogs) {
    this.node = node;
    this.options = options;
    this.requests = requests;
    this.listener = listener;
    this.dialogs = dialogs;
  }

  /// The same client for dialogs whose events are not its user's.
  ClientContext heardBy(ClientListener other) {
    return new ClientContext(node, options, requests, other, dialogs);
  }

  ClientNode node() {
    return node;
  }

  EventLoop loop() {
    return node.loop();
  }

  ClientOptions options() {
    return options;
  }

  ClientRequests requests() {
    return requests;
  }

  void emit(ClientEvent event) {
    listener.on(event);
  }

  void attach(String callId, DialogUsage usage) {
    dialogs.put(callId, usage);
  }

  void detach(String callId, DialogUsage usage) {
    dialogs.remove(callId, usage);
  }

  @Nullable DialogUsage dialog(String callId) {
    return dialogs.get(callId);
  }

  /// Runs `action` on the event loop, at once when already there. Thread: any.
  <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> action) {
    return loop().inEventLoop()
        ? action.get()
        : CompletableFuture.supplyAsync(action, loop()).thenCompose(result -> result);
  }

  /// What really went wrong, without the wrapping of futures.
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
