package org.parlour.xdm.upstream;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An upstream by HTTP. Trusts nothing that it answers: no redirection is followed, no encoding
/// undone, and no more read than a document may be long.
final class XcapUpstream implements Upstream, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(XcapUpstream.class);

  /// RFC 9110 §8.8.3, of a length that may go into a request.
  private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]{0,256}\"");

  /// Of what nobody reads: so much is read that the connection can be used again.
  private static final int SMALL = 64 * 1024;

  private final HttpClient http;
  private final String root;
  private final Map<Kind, Place> places;
  private final Credentials credentials;
  private final int maxBytes;
  private final Semaphore concurrent;

  XcapUpstream(
      URI root,
      Map<Kind, Place> places,
      Credentials credentials,
      Duration connecting,
      int maxBytes,
      int concurrent) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connecting)
            .build();
    this.root = root.toString().replaceFirst("/+$", "");
    this.places = new EnumMap<>(places);
    this.credentials = credentials;
    this.maxBytes = maxBytes;
    this.concurrent = new Semaphore(concurrent);
  }

  @Override
  public Fetched fetch(Kind kind, ImAddress uri, @Nullable String etag, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      if (!concurrent.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Fetched.Failed(Outcome.SLOW);
      }
      try {
        return fetch(kind, uri, etag, end);
      } finally {
        concurrent.release();
      }
    } catch (TimeoutException e) {
      return new Fetched.Failed(Outcome.SLOW);
    } catch (ExecutionException e) {
      LOG.debug("upstream: {}", String.valueOf(e.getCause()));
      return new Fetched.Failed(Outcome.UNREACHABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fetched.Failed(Outcome.UNREACHABLE);
    }
  }

  private Fetched fetch(Kind kind, ImAddress uri, @Nullable String etag, long end)
      throws ExecutionException, InterruptedException, TimeoutException {
    Place place = requireNonNullElse(places.get(kind), new Place("", ""));
    URI target = URI.create(root + "/" + place.of(uri));
    HttpResponse<Optional<byte[]>> response = send(target, place.mediaType(), etag, end);
    if (response.statusCode() == 401
        && credentials.challenged(response.headers().allValues("WWW-Authenticate"))) {
      response = send(target, place.mediaType(), etag, end);
    }
    if (response.statusCode() == 304 && isOther(etag, response.headers())) {
      response = send(target, place.mediaType(), null, end);
      return read(response, place.mediaType(), null);
    }
    return read(response, place.mediaType(), etag);
  }

  private HttpResponse<Optional<byte[]>> send(
      URI target, String type, @Nullable String etag, long end)
      throws ExecutionException, InterruptedException, TimeoutException {
    HttpRequest.Builder request = HttpRequest.newBuilder(target).header("Accept", type);
    credentials.sign(request, "GET", target.getRawPath());
    if (etag != null) {
      request.setHeader("If-None-Match", etag);
    }
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        http.sendAsync(
            request.build(), info -> new BoundedBody(info.statusCode() == 200 ? maxBytes : SMALL));
    try {
      return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } finally {
      answer.cancel(true); // ends the exchange where it is still under way
    }
  }

  /// Whether what has not changed is another document than the one that is here.
  private static boolean isOther(@Nullable String etag, HttpHeaders headers) {
    Optional<String> told = headers.firstValue("ETag");
    return etag != null
        && told.isPresent()
        && !told.get().replaceFirst("^W/", "").equals(etag.replaceFirst("^W/", ""));
  }

  private Fetched read(
      HttpResponse<Optional<byte[]>> response, String type, @Nullable String etag) {
    int status = response.statusCode();
    return switch (status) {
      case 200 -> document(response, type);
      case 304 -> etag == null ? new Fetched.Unusable(Outcome.UNEXPECTED) : new Fetched.Unchanged();
      case 404, 410 -> new Fetched.Absent();
      case 401, 407 -> new Fetched.Failed(Outcome.UNAUTHENTICATED);
      case 403 -> new Fetched.Unusable(Outcome.FORBIDDEN);
      case 429, 503 -> new Fetched.Failed(Outcome.BUSY, retryAfter(response.headers()));
      default -> {
        if (status >= 500) {
          yield new Fetched.Failed(Outcome.BROKEN);
        }
        yield new Fetched.Unusable(status / 100 == 3 ? Outcome.REDIRECTED : Outcome.UNEXPECTED);
      }
    };
  }

  private static Fetched document(HttpResponse<Optional<byte[]>> response, String type) {
    HttpHeaders headers = response.headers();
    String said = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    if (!said.toLowerCase(Locale.ROOT).equals(type)
        || headers.firstValue("Content-Encoding").isPresent()) {
      return new Fetched.Unusable(Outcome.WRONG_TYPE);
    }
    if (response.body().isEmpty()) {
      return new Fetched.Unusable(Outcome.TOO_LARGE);
    }
    try {
      return new Fetched.Changed(
          XmlDocument.parse(response.body().get()),
          headers.firstValue("ETag").filter(tag -> ETAG.matcher(tag).matches()).orElse(null));
    } catch (BrokenXmlException e) {
      return new Fetched.Unusable(Outcome.MALFORMED);
    }
  }

  /// In seconds; null for none, and for a date, which says less than our own pause.
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
