package org.parlour.client.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.parlour.protocol.address.ImAddress;
import picocli.CommandLine.Option;

/// Makes the groups that a load needs.
final class GroupMaker {
  @Option(
      names = "--xdm",
      defaultValue = "http://127.0.0.1:8081",
      description = "where the groups are made (default: ${DEFAULT-VALUE})")
  String xdm = "http://127.0.0.1:8081";

  @Option(
      names = "--admin",
      paramLabel = "USER:PASSWORD",
      defaultValue = "admin:admin",
      description = "who makes them (default: ${DEFAULT-VALUE})")
  String admin = "admin:admin";

  private record Group(String displayName, List<Member> members, boolean openToAll) {}

  private record Member(String address) {}

  /// Makes the group, or makes it what it should be.
  ///
  /// @param openToAll whether others may join too
  void make(ImAddress group, List<ImAddress> members, boolean openToAll)
      throws CommandFailure, InterruptedException {
    new AdminRest("xdm", xdm, admin)
        .put(
            "/api/v1/groups/" + URLEncoder.encode(group.toString(), StandardCharsets.UTF_8),
            new Group(
                "Load",
                members.stream().map(member -> new Member(member.toString())).toList(),
                openToAll));
  }
}
