package org.parlour.standalone.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until a service says that it is ready for traffic.
final class Readiness {
  private static final Duration ONE_ANSWER = Duration.ofSeconds(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int OK = 200;

  private Readiness() {}

  /// @param alive whether waiting still makes sense
  /// @throws StartFailure after `patience`, with the last answer
  static void await(Service service, int port, Duration patience, BooleanSupplier alive) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    long deadline = System.nanoTime() + patience.toNanos();
    String last = "no answer";
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(ONE_ANSWER).build();
      while (System.nanoTime() < deadline && alive.getAsBoolean()) {
        try {
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == OK) {
            return;
          }
          last = answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
          last = "no answer";
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StartFailure(service.label() + " did not become ready: " + uri + " says " + last);
  }
}
