package org.parlour.protocol.multipart;

/// Finds lines and delimiters in bytes. Ends are exclusive.
final class ByteSearch {
  private ByteSearch() {}

  /// Where the line after the one that holds `from` begins, or `end`.
  static int nextLine(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  /// Whether `prefix` stands at `at`.
  static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
    if (at + prefix.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /// `at` moved back over the line break before it, not before `start`.
  static int beforeLineBreak(byte[] bytes, int at, int start) {
    int end = at;
    if (end > start && bytes[end - 1] == '\n') {
      end--;
      if (end > start && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  static boolean contains(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (bytes[i] == wanted[0] && startsWith(bytes, i, wanted)) {
        return true;
      }
    }
    return false;
  }
}
