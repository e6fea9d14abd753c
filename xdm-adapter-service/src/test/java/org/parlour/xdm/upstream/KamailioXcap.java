package org.parlour.xdm.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Kamailio's `xcap_server` in a process of its own, as Debian ships it, with its documents in text
/// files.
final class KamailioXcap implements AutoCloseable {
  private static final Path TABLES = Path.of("/usr/share/kamailio/dbtext/kamailio");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String CONFIGURATION =
      """
      log_stderror=yes
      children=2
      listen=tcp:127.0.0.1:%1$d
      tcp_accept_no_cl=yes
      loadmodule "tm.so"
      loadmodule "sl.so"
      loadmodule "pv.so"
      loadmodule "xhttp.so"
      loadmodule "db_text.so"
      loadmodule "xcap_server.so"
      modparam("xhttp", "url_match", "^/xcap-root/")
      modparam("xcap_server", "db_url", "text://%2$s")
      request_route {
        exit;
      }
      event_route[xhttp:request] {
        switch($rm) {
          case "PUT":
            xcaps_put("sip:alice@example.org", "$hu", "$rb");
            break;
          case "DELETE":
            xcaps_del("sip:alice@example.org", "$hu");
            break;
          default:
            xcaps_get("sip:alice@example.org", "$hu");
        }
      }
      """;

  private final Process process;
  private final int port;

  private KamailioXcap(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Whether this machine has it.
  static boolean isInstalled() {
    try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
      return Files.isDirectory(TABLES)
          && libraries
              .map(library -> library.resolve("kamailio/modules/xcap_server.so"))
              .anyMatch(Files::exists);
    } catch (IOException e) {
      return false;
    }
  }

  static KamailioXcap start(Path directory) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path tables = Files.createDirectory(directory.resolve("tables"));
    for (String table : List.of("version", "xcap")) {
      Files.copy(TABLES.resolve(table), tables.resolve(table));
    }
    Path configuration = directory.resolve("kamailio.cfg");
    Files.writeString(configuration, CONFIGURATION.formatted(port, tables));
    Process process =
        new ProcessBuilder(
                "kamailio",
                "-DD",
                "-E",
                "-f",
                configuration.toString(),
                "-w",
                directory.toString(),
                "-Y",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("kamailio.log").toFile())
            .start();
    await("Kamailio").atMost(PATIENCE).until(() -> takesConnections(port));
    return new KamailioXcap(process, port);
  }

  private static boolean takesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + port + "/xcap-root");
  }

  /// Stores a document, and returns the status.
  int put(String path, String document) throws Exception {
    return send(path, "PUT", BodyPublishers.ofString(document, UTF_8));
  }

  int delete(String path) throws Exception {
    return send(path, "DELETE", BodyPublishers.noBody());
  }

  private int send(String path, String method, HttpRequest.BodyPublisher body) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(root() + "/" + path)).method(method, body).build();
      HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
      return response.statusCode();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
