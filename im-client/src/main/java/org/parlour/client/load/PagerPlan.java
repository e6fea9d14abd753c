package org.parlour.client.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.parlour.protocol.address.ImAddress;

/// Pager messages to groups, at a steady rate.
///
/// @param rate messages a second, over all groups
/// @param groups their members are `load00000` and so on, nobody in two of them
/// @param members of each group; one sends, the others receive
/// @param connections SIP connections that the users share
/// @param patience after which a message has failed
/// @param pids processes whose use of CPU and memory is reported
public record PagerPlan(
    double rate,
    Duration duration,
    List<ImAddress> groups,
    int members,
    int connections,
    Duration patience,
    List<Long> pids) {
  public PagerPlan {
    groups = List.copyOf(groups);
    pids = List.copyOf(pids);
    LoadPlan.check(rate > 0, "rate", rate, "> 0");
    LoadPlan.check(!duration.isNegative() && !duration.isZero(), "duration", duration, "> 0");
    LoadPlan.check(!groups.isEmpty(), "groups", groups.size(), ">= 1");
    LoadPlan.check(members >= 2, "members", members, ">= 2");
    LoadPlan.check(connections >= 1, "connections", connections, ">= 1");
  }

  /// The user parts of a group's members.
  ///
  /// @param group its place in `groups`
  public List<String> members(int group) {
    return IntStream.range(0, members).mapToObj(i -> name(group * members + i)).toList();
  }

  static String name(int user) {
    return String.format(Locale.ROOT, "load%05d", user);
  }

  long messages() {
    return Math.max(1, (long) Math.floor(rate * duration.toNanos() / 1e9 + 1e-6));
  }
}
