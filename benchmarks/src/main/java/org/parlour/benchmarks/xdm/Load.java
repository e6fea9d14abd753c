package org.parlour.benchmarks.xdm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Clients, each with a connection that it keeps.
final class Load implements AutoCloseable {
  private static final int MOST_A_RUN = 1 << 18;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService clients = Executors.newCachedThreadPool();

  /// What a client asks next.
  @FunctionalInterface
  interface Requests {
    /// @param client from 0
    /// @param number of the request of that client
    HttpRequest next(int client, int number);
  }

  /// All ask again as soon as they are answered.
  ///
  /// @throws IllegalStateException when an answer is no success
  Speed run(Requests requests, int connections, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    return all(connections, start, client -> ask(requests, client, end));
  }

  /// As [#run], at a rate that does not depend on answers: time counts from when a request was to
  /// be sent, also where the answer before it was late.
  ///
  /// @param rate a second, of all connections
  Speed paced(Requests requests, int connections, double seconds, double rate) {
    long start = System.nanoTime();
    double between = 1e9 / rate;
    int each = (int) (seconds * rate / connections);
    return all(
        connections,
        start,
        client -> {
          long[] took = new long[each];
          for (int i = 0; i < each; i++) {
            long due = start + (long) (between * ((long) i * connections + client));
            awaitTime(due);
            send(requests.next(client, i));
            took[i] = System.nanoTime() - due;
          }
          return took;
        });
  }

  private static void awaitTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Speed all(int connections, long start, IntFunction<long[]> client) {
    List<Future<long[]>> runs = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int number = i;
      runs.add(clients.submit(() -> client.apply(number)));
    }
    long[] all = runs.stream().map(Load::result).flatMapToLong(Arrays::stream).toArray();
    return Speed.of(all, (System.nanoTime() - start) / 1e9);
  }

  private long[] ask(Requests requests, int client, long end) {
    long[] took = new long[MOST_A_RUN];
    int count = 0;
    for (long now = System.nanoTime(); now < end && count < MOST_A_RUN; ) {
      send(requests.next(client, count));
      long then = System.nanoTime();
      took[count++] = then - now;
      now = then;
    }
    return Arrays.copyOf(took, count);
  }

  /// One after the other.
  Speed oneByOne(Requests requests, int count) {
    long[] took = new long[count];
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      HttpRequest request = requests.next(0, i);
      long now = System.nanoTime();
      send(request);
      took[i] = System.nanoTime() - now;
    }
    return Speed.of(took, (System.nanoTime() - start) / 1e9);
  }

  /// @throws IllegalStateException when the answer is no success
  String send(HttpRequest request) {
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request + ": " + answer.statusCode() + " " + answer.body() + " (expected: 2xx)");
    }
    return answer.body();
  }

  HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long[] result(Future<long[]> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.shutdownNow();
    client.close();
  }
}
