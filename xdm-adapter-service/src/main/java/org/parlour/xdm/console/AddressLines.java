package org.parlour.xdm.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Addresses as text that one can type and paste: a line each. `user@domain` is short for a `sip:`
/// address.
final class AddressLines {
  private AddressLines() {}

  static String of(List<ImAddress> addresses) {
    return addresses.stream().map(ImAddress::toString).collect(Collectors.joining("\n"));
  }

  /// The addresses in full.
  ///
  /// @param field stands first in a [Problem]
  /// @throws Problem with the number of the line that cannot be read
  static List<@Nullable String> read(String field, String text) {
    List<@Nullable String> addresses = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        addresses.add(MemberLines.address(field + ": line " + number, line).toString());
      }
    }
    return addresses;
  }
}
