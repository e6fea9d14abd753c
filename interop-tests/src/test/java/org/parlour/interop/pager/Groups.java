package org.parlour.interop.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// Makes groups of members only, by REST.
final class Groups {
  private Groups() {}

  static ImAddress make(RunningSuite suite, String name, ImAddress... members) {
    ImAddress group = ImAddress.sip(name, "im.example.org");
    String list =
        Arrays.stream(members)
            .map(member -> "{\"address\":\"" + member + "\"}")
            .collect(Collectors.joining(","));
    var answer =
        suite
            .rest()
            .exchange(
                "POST",
                suite.addresses().xdm().resolve("/api/v1/groups"),
                "{\"uri\":\"%s\",\"displayName\":\"%s\",\"inviteMembers\":false,\"openToAll\":false,\"members\":[%s]}"
                    .formatted(group, name, list));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return group;
  }
}
