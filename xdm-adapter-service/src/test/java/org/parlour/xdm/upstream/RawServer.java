package org.parlour.xdm.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers each request on a connection of its own with any octets, be they HTTP or not.
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;

  /// The heads of the requests, as they came.
  final List<String> heads = new CopyOnWriteArrayList<>();

  interface Script {
    void answer(String head, OutputStream out) throws IOException;
  }

  RawServer(Script script) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  /// Answers all with this status line, these headers and this body.
  static RawServer saying(String status, String headers, String body) throws IOException {
    byte[] octets = body.getBytes(UTF_8);
    return new RawServer(
        (_, out) -> {
          String head =
              "HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                  .formatted(status, headers, octets.length);
          out.write(head.getBytes(ISO_8859_1));
          out.write(octets);
        });
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/xcap-root/");
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      heads.add(head.toString());
      script.answer(head.toString(), connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (IOException e) {
      // who asked has gone
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
