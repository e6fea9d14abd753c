package org.parlour.xdm.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;

/// Sends octets that no HTTP client sends.
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 5000;

  private RawHttp() {}

  /// @param octets a Java string of characters up to 255
  /// @return the status line of the answer; `null` when the connection ends without one
  public static String answer(int port, String octets) {
    return answer(port, octets, false);
  }

  /// The same, after which nothing more is sent.
  public static String answerToHalf(int port, String octets) {
    return answer(port, octets, true);
  }

  private static String answer(int port, String octets, boolean half) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
      if (half) {
        socket.shutdownOutput();
      }
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
              .readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
