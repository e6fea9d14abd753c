package org.parlour.protocol.conferenceinfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;
import org.parlour.protocol.conferenceinfo.ConferenceView.Outcome;

class ConferenceViewTest {
  private static final ImAddress S = ImAddress.sip("s", "im.example.org");

  @ParameterizedTest
  @CsvSource({
    "-1, full,    0, APPLIED",
    "-1, full,    9, APPLIED",
    "-1, partial, 0, GAP",
    "-1, partial, 5, GAP",
    " 5, full,    4, DISCARDED",
    " 5, full,    5, DISCARDED",
    " 5, full,    6, APPLIED",
    " 5, full,    9, APPLIED",
    " 5, partial, 4, DISCARDED",
    " 5, partial, 5, DISCARDED",
    " 5, partial, 6, APPLIED",
    " 5, partial, 7, GAP",
  })
  @Spec("RFC 4575 §4.6")
  void decidesByVersion(long known, String kind, long version, Outcome outcome) {
    ConferenceView view = new ConferenceView(known, null, null, List.of(user("alice", "A")));
    ConferenceView.Step step =
        view.apply(document(kind.equals("partial"), version, user("b", "B")));
    assertThat(step.outcome()).isEqualTo(outcome);
    if (outcome == Outcome.APPLIED) {
      assertThat(step.view().version()).isEqualTo(version);
    } else {
      assertThat(step.view()).isSameAs(view);
    }
  }

  @Test
  @Spec("RFC 4575 §4.6")
  void mergesPartialDocumentsByUser() {
    ConferenceView view =
        new ConferenceView(
            1,
            new Description("lunch", null, null),
            new State(2, true),
            List.of(user("alice", "A"), user("bob", "B")));
    ConferenceInfo change =
        document(true, 2, user("alice", "A2"), User.gone(user("bob", "").entity()), user("c", "C"));
    assertThat(view.apply(change).view())
        .isEqualTo(
            new ConferenceView(
                2,
                new Description("lunch", null, null),
                new State(2, true),
                List.of(user("alice", "A2"), user("c", "C"))));
  }

  @Test
  @Spec("RFC 4575 §4.6")
  void replacesEverythingByAFullDocument() {
    ConferenceView view =
        new ConferenceView(
            1, new Description("x", null, null), new State(1, true), List.of(user("alice", "A")));
    assertThat(view.apply(document(false, 5, user("bob", "B"))).view())
        .isEqualTo(new ConferenceView(5, null, null, List.of(user("bob", "B"))));
  }

  @Test
  @Spec("RFC 4575 §4.6")
  void followsTheGoldenDocuments() throws Exception {
    ConferenceView view = ConferenceView.EMPTY;
    for (String file : List.of("7.2.2.10-full.xml", "7.2.2.10-partial.xml")) {
      ConferenceInfo info = ConferenceInfoReader.read(Wire.read("conferenceinfo/" + file));
      ConferenceView.Step step = view.apply(info);
      assertThat(step.outcome()).isEqualTo(Outcome.APPLIED);
      view = step.view();
    }
    assertThat(view.users())
        .extracting(user -> user.entity().user())
        .containsExactly("alice", "carol");
  }

  private static ConferenceInfo document(boolean partial, long version, User... users) {
    return new ConferenceInfo(S, partial, version, null, null, List.of(users));
  }

  private static User user(String name, String shown) {
    return new User(ImAddress.sip(name, "example.org"), false, shown, null, List.of(), List.of());
  }
}
