package org.parlour.interop.failure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Writes one document again and again, one write at a time, by XCAP first and then by REST and
/// XCAP in turn, and keeps what each write was answered. Thread-safe.
final class DocumentWriter {
  /// Between a write that did not go well and the next one, in milliseconds.
  private static final long PAUSE = 100;

  private final WrittenDocument document;
  private final String name;
  private final URI xdm;
  private final HttpClient http;
  private final ScheduledExecutorService clock;
  private final IntSupplier numbers;
  private final List<Write> writes = new ArrayList<>();
  private boolean made;
  private boolean stopped;

  /// @param numbers gives each write of all writers its own
  DocumentWriter(
      WrittenDocument document,
      String name,
      URI xdm,
      HttpClient http,
      ScheduledExecutorService clock,
      IntSupplier numbers) {
    this.document = document;
    this.name = name;
    this.xdm = xdm;
    this.http = http;
    this.clock = clock;
    this.numbers = numbers;
  }

  /// @param status 0 when no answer came
  /// @param version of the answer; 0 without a good one
  record Write(int number, int status, long version) {
    boolean acknowledged() {
      return version > 0;
    }
  }

  void next() {
    int number = numbers.getAsInt();
    boolean xcap = !hasMade() || number % 2 == 0;
    HttpRequest request =
        (xcap ? document.byXcap(xdm, name, number) : document.byRest(xdm, name, number)).build();
    var _ =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .whenComplete(
                (answer, failure) -> {
                  boolean well = note(number, failure == null ? answer : null);
                  if (!isStopped()) {
                    var _ = clock.schedule(this::next, well ? 0 : PAUSE, TimeUnit.MILLISECONDS);
                  }
                });
  }

  private synchronized boolean hasMade() {
    return made;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /// The write that is under way is the last one.
  synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean note(int number, HttpResponse<String> answer) {
    boolean well = answer != null && answer.statusCode() / 100 == 2;
    long version =
        well
            ? Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""))
            : 0;
    made |= well;
    writes.add(new Write(number, answer == null ? 0 : answer.statusCode(), version));
    return well;
  }

  WrittenDocument document() {
    return document;
  }

  String name() {
    return name;
  }

  synchronized List<Write> writes() {
    return List.copyOf(writes);
  }

  List<Write> acknowledged() {
    return writes().stream().filter(Write::acknowledged).toList();
  }
}
