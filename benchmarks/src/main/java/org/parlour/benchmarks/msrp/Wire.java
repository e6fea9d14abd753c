package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Finds things in octets.
final class Wire {
  private static final byte[] DASHES = "-------".getBytes(US_ASCII);
  private static final int ID = "MSRP ".length();
  private static final int FLAG_AND_LINE_END = 3;

  private Wire() {}

  /// Where `what` stands in the first `size` octets; -1 when it does not.
  static int indexOf(byte[] in, int size, byte[] what) {
    for (int i = 0; i + what.length <= size; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }

  /// Octets of the frame that the first `size` octets begin with; -1 when it is not complete.
  static int frameLength(byte[] in, int size) {
    int idEnd = ID;
    while (idEnd < size && in[idEnd] != ' ') {
      idEnd++;
    }
    byte[] endLine = Arrays.copyOf(DASHES, DASHES.length + idEnd - ID);
    System.arraycopy(in, ID, endLine, DASHES.length, idEnd - ID);
    int end = indexOf(in, size, endLine);
    int length = end + endLine.length + FLAG_AND_LINE_END;
    return end < 0 || length > size ? -1 : length;
  }
}
