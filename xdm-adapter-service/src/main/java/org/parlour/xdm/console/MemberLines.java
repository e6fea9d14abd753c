package org.parlour.xdm.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.springframework.http.HttpStatus;

/// Members as text that one can type and paste: a line each, an address and then perhaps a
/// nickname. `user@domain` is short for a `sip:` address.
final class MemberLines {
  private MemberLines() {}

  static String of(List<Member> members) {
    return members.stream()
        .map(m -> m.nickname() == null ? m.address().toString() : m.address() + " " + m.nickname())
        .collect(Collectors.joining("\n"));
  }

  /// @throws Problem with the number of the line that cannot be read
  static List<Member> read(String text) {
    List<Member> members = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        String[] parts = line.strip().split("\\s+", 2);
        members.add(member("line " + number, parts[0], parts.length > 1 ? parts[1] : null));
      }
    }
    return members;
  }

  /// @param what stands before the reason in a [Problem]
  static Member member(String what, String address, @Nullable String nickname) {
    return new Member(address("members: " + what, address), nickname);
  }

  /// An address, or `user@domain`.
  ///
  /// @param what stands before the reason in a [Problem]
  static ImAddress address(String what, String text) {
    String address = text.strip();
    try {
      boolean isShort = address.contains("@") && !address.contains(":");
      return ImAddress.parse(isShort ? "sip:" + address : address);
    } catch (IllegalArgumentException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, what + ": " + e.getMessage(), e);
    }
  }
}
