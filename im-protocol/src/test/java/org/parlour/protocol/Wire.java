package org.parlour.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The golden files of `src/test/resources/wire`. They are kept with LF, so that no version control
/// changes them, and read with CRLF, as they are on the wire.
public final class Wire {
  private Wire() {}

  public static byte[] read(String name) {
    try (InputStream in = Wire.class.getResourceAsStream("/wire/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no golden file " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return bytes(text.replace("\r\n", "\n").replace("\n", "\r\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
