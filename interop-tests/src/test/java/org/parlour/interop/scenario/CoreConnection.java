package org.parlour.interop.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parlour.interop.suite.RunningSuite;

/// The core's connection to the controlling port, octet by octet. A message is text of which each
/// character is an octet. Blocks; used by one thread.
final class CoreConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");

  private final Socket socket;
  private final InputStream in;

  CoreConnection(RunningSuite suite) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), suite.addresses().controllingPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String message) throws IOException {
    socket.getOutputStream().write(message.getBytes(ISO_8859_1));
  }

  /// The next final response to a request of this method.
  String answer(String method) throws IOException {
    while (true) {
      String message = next();
      boolean provisional = message.startsWith("SIP/2.0 1");
      if (message.startsWith("SIP/2.0 ")
          && !provisional
          && header(message, "CSeq").endsWith(method)) {
        return message;
      }
    }
  }

  private String next() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith(END_OF_HEAD)) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed after " + head.toString(ISO_8859_1));
      }
      head.write(octet);
    }
    String text = head.toString(ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(body), ISO_8859_1);
  }

  /// The value of its first header of this name; empty when it has none.
  static String header(String message, String name) {
    Matcher line = Pattern.compile("(?im)^" + name + ": *(.*)").matcher(message);
    return line.find() ? line.group(1) : "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
