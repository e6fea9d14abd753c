package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;

class PermissionTest {
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");

  @Test
  void aGroupWithoutRulesIsForItsMembers() {
    Definition group = new Definition("Team", List.of(new Member(ALICE, null)), false, null, false);

    assertThat(asked(group, ALICE, GroupAction.JOIN_HANDLING).decisive())
        .isEqualTo(GroupRule.forMembers());
    assertThat(asked(group, BOB, GroupAction.JOIN_HANDLING).allowed()).isFalse();
    assertThat(asked(group, ALICE, GroupAction.ALLOW_EXPELLING).allowed()).isFalse();
  }

  @Test
  void aGroupThatIsOpenToAllIsForEverybody() {
    Definition group = new Definition("Lobby", List.of(), false, null, true);

    assertThat(asked(group, BOB, GroupAction.ALLOW_ANONYMITY).decisive())
        .isEqualTo(GroupRule.forEverybody());
  }

  private static Permission asked(Definition group, ImAddress user, GroupAction action) {
    return Permission.of(group, user, action, false, Instant.EPOCH);
  }
}
