package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;

class GroupWordingTest {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final int MEMBERS = 1000;

  private final GroupWording wording = new GroupWording(ReferredLists.NONE, 10_000, 2000);

  @ParameterizedTest
  @ValueSource(strings = {"", "Al", "\u00e9\u4e16\uD83D\uDE00", "a name of some length"})
  void aRecordIsNeverLongerThanItSays(String nickname) {
    String name = nickname.repeat(3);
    GroupContent content = content(name, nickname.isEmpty() ? null : nickname);
    byte[] record =
        RecordCodec.encode(
            SignallingInput.class, wording.command(Instant.now(), TEAM, Long.MAX_VALUE, content));
    assertThat(wording.mostOctets(content))
        .isBetween(record.length, record.length + 5000 + 20 * MEMBERS);
  }

  private static GroupContent content(String name, String nickname) {
    List<Member> members =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> new Member(ImAddress.sip("user" + i, "example.org"), nickname))
            .toList();
    List<GroupRule> rules =
        List.of(
            new GroupRule(
                "all",
                List.of(
                    new RuleCondition.Identity(
                        members.stream().map(Member::address).toList(), List.of())),
                GroupRule.forMembers().actions()));
    Definition definition = new Definition(name, members, true, 7, false, rules, 60, name);
    return GroupContent.of(GroupPlace.ofItsOwn(TEAM), GroupEditor.make(TEAM, definition));
  }
}
