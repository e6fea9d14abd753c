package org.parlour.contracts.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.topic.RecordCodec;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

class GroupRuleTest {
  private static final CBORMapper TREES = CBORMapper.builder().build();
  private static final GroupRule RULE =
      new GroupRule(
          "members",
          List.of(new RuleCondition.IsListMember()),
          EnumSet.of(GroupAction.JOIN_HANDLING, GroupAction.ALLOW_ANONYMITY));

  @Test
  void itsActionsAreWrittenAsTheElementsOfTheDocument() {
    assertThat(tree().get("actions").toString())
        .isEqualTo("[\"join-handling\",\"allow-anonymity\"]");
  }

  @Test
  void anActionOfALaterReleaseIsIgnored() throws Exception {
    ObjectNode tree = tree();
    tree.withArray("actions").add("allow-levitation");

    assertThat(read(tree)).isEqualTo(RULE);
  }

  @Test
  void aConditionOfALaterReleaseNeverHolds() throws Exception {
    ObjectNode tree = tree();
    tree.withArray("conditions").addObject().put("@type", "OnFullMoon").put("since", 7);

    assertThat(read(tree).conditions())
        .containsExactly(new RuleCondition.IsListMember(), new RuleCondition.Unknown());
  }

  private static ObjectNode tree() {
    return (ObjectNode) TREES.readTree(RecordCodec.encode(GroupRule.class, RULE));
  }

  private static GroupRule read(ObjectNode tree) throws Exception {
    return RecordCodec.decode(GroupRule.class, TREES.writeValueAsBytes(tree));
  }
}
