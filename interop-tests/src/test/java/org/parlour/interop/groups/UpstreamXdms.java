package org.parlour.interop.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.parlour.protocol.address.ImAddress;

/// An XDMS of another maker: documents of groups, with ETags.
final class UpstreamXdms implements AutoCloseable {
  private static final String ROOT = "/root/org.openmobilealliance.groups/global/byGroupID/";

  private final HttpServer server;
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean mute;

  UpstreamXdms() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/root", this::answer);
    server.start();
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/root";
  }

  void keeps(ImAddress group, Guest... members) {
    String entries =
        Arrays.stream(members)
            .map(member -> "<entry uri=\"" + member.address() + "\"/>")
            .collect(Collectors.joining());
    documents.put(
        ROOT + group,
        """
        <group xmlns="urn:oma:xml:poc:list-service"><list-service uri="%s">
          <list>%s</list>
        </list-service></group>
        """
            .formatted(group, entries));
  }

  void forgets(ImAddress group) {
    documents.remove(ROOT + group);
  }

  /// From now on it takes requests and does not answer them.
  void falls(boolean silent) {
    mute = silent;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (mute) {
        awaitTheEnd();
      }
      String document = documents.get(exchange.getRequestURI().getPath());
      if (document == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String etag = "\"" + Integer.toHexString(document.hashCode()) + "\"";
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.oma.poc.groups+xml");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(document.getBytes(UTF_8));
    }
  }

  private void awaitTheEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
