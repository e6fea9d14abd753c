package org.parlour.benchmarks.xdm;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is written and read.
final class Documents {
  private static final int ENTRIES = 20;

  private Documents() {}

  /// A contact list.
  ///
  /// @param turn makes it another one
  static String list(int turn) {
    return IntStream.range(0, ENTRIES)
        .mapToObj(
            i ->
                """
                    <entry uri="sip:user%d@example.org"><display-name>User %d of %d</display-name></entry>
                """
                    .formatted(i, i, turn))
        .collect(
            Collectors.joining(
                "",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
                  <list name="friends">
                """,
                """
                  </list>
                </resource-lists>
                """));
  }

  /// A client's group.
  ///
  /// @param turn makes it another one
  static String group(int client, int turn) {
    return group("g" + client, "Group of turn " + turn);
  }

  /// @param name of the display, and the user part of its URI
  static String group(String name, String display) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <group xmlns="urn:oma:xml:poc:list-service"
           xmlns:rl="urn:ietf:params:xml:ns:resource-lists">
      <list-service uri="sip:%s@im.example.org">
        <display-name>%s</display-name>
        <list>
    %s    </list>
        <invite-members>false</invite-members>
      </list-service>
    </group>
    """
        .formatted(
            name,
            display,
            IntStream.range(0, ENTRIES)
                .mapToObj(i -> "      " + member(i, "User " + i) + "\n")
                .collect(Collectors.joining()));
  }

  /// An entry of a group.
  static String member(int number, String nickname) {
    return """
    <entry uri="sip:user%d@example.org"><rl:display-name>%s</rl:display-name></entry>"""
        .formatted(number, nickname);
  }

  /// Members as REST takes them.
  ///
  /// @param renamed which of them has another nickname
  static String members(int count, int renamed) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"address": "sip:user%d@example.org", "nickname": "%s %d"}"""
                    .formatted(i, i == renamed ? "Renamed" : "User", i))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
