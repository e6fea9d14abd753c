package org.parlour.protocol.conferenceinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Endpoint;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.JoiningMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;

class ConferenceInfoTest {
  private static final ImAddress S =
      ImAddress.parse("sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org");
  private static final String OPEN =
      "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' entity='sip:s@h'";

  @Test
  @Spec("RFC 4575 §5")
  void readsTheGoldenFullDocument() throws Exception {
    ConferenceInfo info = ConferenceInfoReader.read(Wire.read("conferenceinfo/7.2.2.10-full.xml"));
    assertThat(info)
        .isEqualTo(
            new ConferenceInfo(
                S,
                false,
                0,
                new Description("lunch", null, 20),
                new State(2, true),
                List.of(
                    user(
                        "alice", "Alice", "chair", JoiningMethod.DIALED_IN, "2026-11-22T08:15:29Z"),
                    user("bob", "Bob", "participant", JoiningMethod.DIALED_OUT, null))));
    assertThat(ConferenceInfoReader.read(ConferenceInfoWriter.write(info))).isEqualTo(info);
  }

  private static User user(
      String name, String shown, String role, JoiningMethod joining, @Nullable String when) {
    ImAddress address = ImAddress.sip(name, "example.org");
    return new User(
        address,
        false,
        shown,
        null,
        List.of(role),
        List.of(
            new Endpoint(
                address.toString(), EndpointStatus.CONNECTED, joining, when, null, "sendrecv")));
  }

  @Test
  @Spec("RFC 4575 §4.4")
  void readsTheGoldenPartialDocument() throws Exception {
    ConferenceInfo info =
        ConferenceInfoReader.read(Wire.read("conferenceinfo/7.2.2.10-partial.xml"));
    assertThat(info.partial()).isTrue();
    assertThat(info.version()).isEqualTo(1);
    assertThat(info.state()).isEqualTo(new State(1, true));
    assertThat(info.users())
        .containsExactly(
            new User(
                ImAddress.parse("sip:carol@example.org"),
                false,
                null,
                null,
                List.of(),
                List.of(
                    new Endpoint(
                        "sip:carol@example.org", EndpointStatus.ALERTING, null, null, null, null))),
            User.gone(ImAddress.parse("sip:bob@example.org")));
    assertThat(ConferenceInfoReader.read(ConferenceInfoWriter.write(info))).isEqualTo(info);
  }

  @Test
  @Spec({"RFC 4575 §5.2", "RFC 7701 §7"})
  void writesElementsInTheOrderOfTheSchema() {
    ConferenceInfo info =
        new ConferenceInfo(
            S,
            true,
            4294967295L,
            new Description("a<b", "s", 5),
            new State(1, false),
            List.of(
                new User(
                    ImAddress.parse("sip:bob@example.org"),
                    false,
                    null,
                    "Cap \"B\"",
                    List.of("participant"),
                    List.of(
                        new Endpoint(
                            "sip:bob@example.org",
                            EndpointStatus.DISCONNECTED,
                            JoiningMethod.DIALED_IN,
                            "2026-11-22T08:15:29Z",
                            DisconnectionMethod.BOOTED,
                            "sendrecv"))),
                User.gone(ImAddress.parse("sip:carol@example.org"))));
    assertThat(ConferenceInfoWriter.write(info))
        .asString()
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <conference-info xmlns="urn:ietf:params:xml:ns:conference-info" \
            xmlns:xcon="urn:ietf:params:xml:ns:xcon-conference-info" \
            entity="sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org" state="partial" \
            version="4294967295">\
            <conference-description><display-text>a&lt;b</display-text><subject>s</subject>\
            <maximum-user-count>5</maximum-user-count></conference-description>\
            <conference-state><user-count>1</user-count><active>false</active></conference-state>\
            <users state="partial">\
            <user entity="sip:bob@example.org" state="full" xcon:nickname="Cap &quot;B&quot;">\
            <display-text>Cap &quot;B&quot;</display-text>\
            <roles><entry>participant</entry></roles>\
            <endpoint entity="sip:bob@example.org" state="full"><status>disconnected</status>\
            <joining-method>dialed-in</joining-method>\
            <joining-info><when>2026-11-22T08:15:29Z</when></joining-info>\
            <disconnection-method>booted</disconnection-method>\
            <media id="1"><type>message</type><status>sendrecv</status></media></endpoint></user>\
            <user entity="sip:carol@example.org" state="deleted"/>\
            </users></conference-info>""");
  }

  @Test
  @Spec("RFC 4575 §5.1")
  void readsADeletedConferenceAsAnInactiveOne() throws Exception {
    ConferenceInfo info =
        ConferenceInfoReader.read(Wire.bytes(OPEN + " state='deleted' version='7'/>"));
    assertThat(info.partial()).isFalse();
    assertThat(info.state()).isEqualTo(new State(0, false));
    assertThat(info.users()).isEmpty();
  }

  @Test
  void passesOverWhatItDoesNotHold() throws Exception {
    String xml =
        OPEN
            + " "
            + """
              version='1' xmlns:x='urn:x'><host-info><uris><entry><uri>sip:h</uri></entry></uris>
              </host-info><x:users><x:user/></x:users><users><x:user/><user entity='sip:a@h'>
              <languages>en</languages><endpoint entity='e' state='deleted'/><endpoint entity='f'>
              <call-info/><media id='1'><type>audio</type><status>recvonly</status></media>
              <media id='2'><status>inactive</status></media></endpoint></user></users>
              <sidebars-by-ref/></conference-info>
              """;
    assertThat(ConferenceInfoReader.read(Wire.bytes(xml)).users())
        .containsExactly(
            new User(
                ImAddress.parse("sip:a@h"),
                false,
                null,
                null,
                List.of(),
                List.of(
                    new Endpoint("f", EndpointStatus.CONNECTED, null, null, null, "recvonly"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/>",
        " version=''/>",
        " version='-1'/>",
        " version='4294967296'/>",
        " version='99999999999999999999'/>",
        " version='1' state='none'/>",
        " version='1'><users><user/></users></conference-info>",
        " version='1'><users><user entity='x'/></users></conference-info>",
        " version='1'><conference-state><user-count>-1</user-count></conference-state>"
            + "</conference-info>",
        " version='1'><conference-state><user-count>99999999999</user-count></conference-state>"
            + "</conference-info>",
        " version='1'><conference-state><active>perhaps</active></conference-state>"
            + "</conference-info>",
        " version='1'><users><user entity='sip:a@h'><endpoint><status>gone</status></endpoint>"
            + "</user></users></conference-info>",
        " version='1'><users>",
      })
  @Spec("RFC 4575 §5")
  void refusesWhatIsBroken(String rest) {
    assertThatThrownBy(() -> ConferenceInfoReader.read(Wire.bytes(OPEN + rest)))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageStartingWith("conference-info: ");
  }

  @Test
  void refusesADocumentOfAnotherKind() {
    assertThatThrownBy(() -> ConferenceInfoReader.read(Wire.bytes("<conference-info/>")))
        .hasMessageContaining("root");
  }
}
