package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.document.GroupStoreContract.assertRefused;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;

class GroupRulesTest {
  private final GroupRules rules = new GroupRules(ImDomain.ofHost("im.example.org"), 3, 2);

  @Test
  void acceptsAUriOfTheDomain() {
    assertThat(rules.checkedUri("sip:team@IM.example.org"))
        .isEqualTo(ImAddress.parse("sip:team@im.example.org"));
  }

  @ParameterizedTest
  @Spec("D-04")
  @ValueSource(
      strings = {
        "sip:conference-factory@im.example.org",
        "sip:exploder@im.example.org",
        "sip:Exploder@im.example.org",
        "sip:deferred@im.example.org",
        "sip:s-0123@im.example.org",
        "sip:h-history@im.example.org",
        "sip:d-42@im.example.org",
        "sip:anonymous@im.example.org",
        "sip:Anonymous-7@im.example.org",
        "sip:im.example.org",
        "sip:%73-0123@im.example.org"
      })
  void refusesReservedUserParts(String uri) {
    assertRefused(Reason.CONSTRAINT_FAILURE, () -> rules.checkedUri(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:team@example.org",
        "sip:team@im.example.org:5080",
        "sip:team@im.example.org;session=x",
        "sips:team@im.example.org",
        "sip:+4912345@im.example.org;user=phone",
        "tel:+4912345"
      })
  void refusesWhatIsNoPlainUriOfTheDomain(String uri) {
    assertRefused(Reason.CONSTRAINT_FAILURE, () -> rules.checkedUri(uri));
  }

  @Test
  void refusesWhatIsNoUri() {
    assertRefused(Reason.INVALID, () -> rules.checkedUri("team"));
    assertRefused(Reason.INVALID, () -> rules.checkedUri(null));
  }

  @Test
  void takesMembersByTheirCanonicalAddress() {
    Definition checked =
        rules.checked(
            definition(
                null,
                new Member(ImAddress.parse("sips:alice@EXAMPLE.org;transport=tls"), " Al "),
                new Member(ImAddress.parse("tel:+49-123"), " ")));
    assertThat(checked.members())
        .containsExactly(
            new Member(ImAddress.parse("sip:alice@example.org"), "Al"),
            new Member(ImAddress.parse("tel:+49123"), null));
  }

  @Test
  void refusesAMemberTwice() {
    assertRefused(
        Reason.INVALID,
        () ->
            rules.checked(
                definition(
                    null,
                    new Member(ImAddress.parse("sip:alice@example.org"), null),
                    new Member(ImAddress.parse("sip:alice@example.org:5060"), "again"))));
  }

  @Test
  void refusesTooManyMembers() {
    Member[] four =
        List.of("a", "b", "c", "d").stream()
            .map(user -> new Member(ImAddress.sip(user, "example.org"), null))
            .toArray(Member[]::new);
    assertRefused(Reason.CONSTRAINT_FAILURE, () -> rules.checked(definition(null, four)));
  }

  @Test
  void refusesToInviteMoreThanASessionBeginsWith() {
    List<Member> three =
        List.of("a", "b", "c").stream()
            .map(user -> new Member(ImAddress.sip(user, "example.org"), null))
            .toList();
    assertThat(rules.checked(new Definition(null, three, false, null, false)).members()).hasSize(3);
    assertThat(rules.checked(new Definition(null, three, true, 2, false)).members()).hasSize(3);
    assertRefused(
        Reason.CONSTRAINT_FAILURE,
        () -> rules.checked(new Definition(null, three, true, null, false)));
    assertRefused(
        Reason.CONSTRAINT_FAILURE,
        () -> rules.checked(new Definition(null, three, true, 3, false)));
  }

  @Test
  void refusesNamesThatCannotBeShown() {
    assertRefused(Reason.INVALID, () -> rules.checked(definition("x".repeat(129))));
    assertRefused(Reason.INVALID, () -> rules.checked(definition("a\0b")));
    assertRefused(
        Reason.INVALID,
        () ->
            rules.checked(
                definition(null, new Member(ImAddress.sip("a", "example.org"), "x".repeat(65)))));
    assertThat(rules.checked(definition("  ")).displayName()).isNull();
  }

  @Test
  void refusesANegativeLimit() {
    assertRefused(
        Reason.INVALID, () -> rules.checked(new Definition(null, List.of(), false, -1, false)));
    assertThat(rules.checked(new Definition(null, List.of(), false, 0, false)).maxParticipants())
        .isZero();
  }

  private static Definition definition(@Nullable String name, Member... members) {
    return new Definition(name, List.of(members), false, null, false);
  }
}
