package org.parlour.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text out of bytes from outside, strictly: what is not UTF-8 is refused instead of repaired,
/// since two readers may repair it differently.
public final class Utf8 {
  private Utf8() {}

  /// @param what names the text in the error
  /// @param bytes borrowed for the call; its position does not move
  public static String decode(String what, ByteBuffer bytes) throws MalformedBodyException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedBodyException(what + ": broken characters (expected: UTF-8)", e);
    }
  }

  /// As [#decode(String, ByteBuffer)], of all `bytes`.
  public static String decode(String what, byte[] bytes) throws MalformedBodyException {
    return decode(what, ByteBuffer.wrap(bytes));
  }
}
