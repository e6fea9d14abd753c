package org.parlour.protocol.conferenceinfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Endpoint;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.JoiningMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;

class ConferenceInfoRoundTripProperties {
  @Property(tries = 200)
  @Spec("RFC 4575 §5")
  void readsBackWhatItWrote(@ForAll("documents") ConferenceInfo info) throws Exception {
    assertThat(ConferenceInfoReader.read(ConferenceInfoWriter.write(info))).isEqualTo(info);
  }

  @Provide
  Arbitrary<ConferenceInfo> documents() {
    Arbitrary<Description> description =
        Combinators.combine(
                text().injectNull(0.3),
                text().injectNull(0.3),
                Arbitraries.integers().greaterOrEqual(0).injectNull(0.3))
            .as(Description::new);
    Arbitrary<State> state =
        Combinators.combine(Arbitraries.integers().greaterOrEqual(0), Arbitraries.of(true, false))
            .as(State::new);
    return Combinators.combine(
            address(),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 0xffff_ffffL),
            description.injectNull(0.3),
            state.injectNull(0.3),
            users())
        .as(ConferenceInfo::new);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().withChars("aé<>&\"' €").ofMaxLength(8).map(String::strip);
  }

  private static Arbitrary<ImAddress> address() {
    return Arbitraries.strings()
        .withChars("ab&'")
        .ofMinLength(1)
        .ofMaxLength(5)
        .map(user -> ImAddress.sip(user, "example.org"));
  }

  private static Arbitrary<List<User>> users() {
    Arbitrary<User> present =
        Combinators.combine(
                address(),
                text(),
                text().injectNull(0.5),
                text().list().ofMaxSize(2),
                endpoint().list().ofMaxSize(2))
            .as(
                (entity, shown, nick, roles, ends) ->
                    new User(entity, false, shown, nick, roles, ends));
    return Arbitraries.oneOf(List.of(present, address().map(User::gone))).list().ofMaxSize(5);
  }

  private static Arbitrary<Endpoint> endpoint() {
    return Combinators.combine(
            text(),
            Arbitraries.of(EndpointStatus.class),
            Arbitraries.of(JoiningMethod.class).injectNull(0.3),
            text().injectNull(0.3),
            Arbitraries.of(DisconnectionMethod.class).injectNull(0.3),
            Arbitraries.of("sendrecv", "recvonly").injectNull(0.3))
        .as(Endpoint::new);
  }
}
