package org.parlour.mswitch.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Addresses with the same first bits, written `10.0.0.0/8`.
public record Network(InetAddress first, int bits) {
  /// Reads an address and the number of its first bits.
  ///
  /// @throws IllegalArgumentException with the reason
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9a-fA-F.:]+")) { // nothing that would be resolved
      throw bad(text);
    }
    try {
      InetAddress first = InetAddress.getByName(address);
      int most = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw bad(text);
      }
      return new Network(first, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw bad(text);
    }
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "network: " + text + " (expected: an address and bits, like 10.0.0.0/8)");
  }

  public boolean holds(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
