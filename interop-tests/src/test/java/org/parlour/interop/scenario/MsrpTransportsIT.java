package org.parlour.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.client.media.MediaException;
import org.parlour.client.media.MediaIdentity;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MsrpTransport;

/// Participants reach the switch in different ways, and meet in one session.
@ExtendWith(SuiteExtension.class)
class MsrpTransportsIT {
  private static final ImAddress LOBBY = ImAddress.parse("sip:lobby@im.example.org");
  private static final int LARGE = 1_000_000;

  private final RunningSuite suite;

  MsrpTransportsIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Person arrives(String name, MsrpTransport by) {
    return Person.arrives(name, suite, by, new MediaIdentity());
  }

  private static void leave(ImSession... sessions) {
    for (ImSession session : sessions) {
      outcome("leaving", session.leave());
    }
  }

  /// How many connections the switch has had, by what carried them.
  private Map<MsrpTransport, Double> openedConnections() {
    String metrics = suite.rest().metrics(suite.addresses().mediaSwitch());
    Map<MsrpTransport, Double> opened = new EnumMap<>(MsrpTransport.class);
    for (MsrpTransport by : MsrpTransport.values()) {
      Matcher line =
          Pattern.compile(
                  "im_switch_connections_opened_total\\{.*carrier=\"%s\".*} (\\S+)"
                      .formatted(by.name().toLowerCase(Locale.ROOT)))
              .matcher(metrics);
      assertThat(line.find()).as(metrics).isTrue();
      opened.put(by, Double.valueOf(line.group(1)));
    }
    return opened;
  }

  /// A text that is too long to be shown.
  private static void hears(Person person, String text) {
    person.sees(
        "a message of " + text.length() + " characters",
        ClientEvent.MessageReceived.class,
        received -> received.message().text().equals(text));
  }

  @Test
  @Spec({"RFC 4975 §14.1", "RFC 4975 §14.4", "RFC 7977 §4.1", "RFC 7977 §5", "7.2.1.3-8b-i"})
  void tlsAndWebSocketAndTcpMeetInOneSession() {
    try (Person alice = arrives("way-alice", MsrpTransport.TLS);
        Person bob = arrives("way-bob", MsrpTransport.WS);
        Person carol = arrives("way-carol", MsrpTransport.TCP);
        Person dave = arrives("way-dave", MsrpTransport.WSS)) {
      List<Person> all = List.of(alice, bob, carol, dave);
      Map<MsrpTransport, Double> before = openedConnections();
      List<ImSession> sessions = all.stream().map(person -> person.joins(LOBBY)).toList();

      assertThat(openedConnections())
          .allSatisfy((by, count) -> assertThat(count).isEqualTo(before.get(by) + 1));

      for (int speaker = 0; speaker < all.size(); speaker++) {
        String text = all.get(speaker).address() + " says hello";
        outcome("message", sessions.get(speaker).send(text));
        for (Person reader : all) {
          if (reader != all.get(speaker)) {
            reader.hears(text);
          }
        }
      }
      for (int speaker = 0; speaker < all.size(); speaker++) {
        String large = String.valueOf((char) ('a' + speaker)).repeat(LARGE);
        outcome("large message", sessions.get(speaker).send(large));
        for (Person reader : all) {
          if (reader != all.get(speaker)) {
            hears(reader, large);
          }
        }
      }
      leave(sessions.toArray(ImSession[]::new));
    }
  }

  @Test
  @Spec({"RFC 4975 §14.4", "RFC 8122 §5"})
  void whoShowsAnotherCertificateThanItNamedIsNotLetInAndHarmsNobody() {
    MediaIdentity liar =
        new MediaIdentity() {
          private final MediaIdentity other = new MediaIdentity();

          @Override
          public String fingerprint() {
            return other.fingerprint();
          }
        };
    try (Person ann = arrives("lie-ann", MsrpTransport.TLS);
        Person ben = arrives("lie-ben", MsrpTransport.WS);
        Person mallory = Person.arrives("lie-mallory", suite, MsrpTransport.TLS, liar)) {
      ImSession anns = ann.joins(LOBBY);
      ImSession bens = ben.joins(LOBBY);

      CompletableFuture<ImSession> refused = mallory.calls(LOBBY);
      assertThatThrownBy(() -> refused.get(15, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              MediaException.class, failure -> assertThat(failure.code()).isEqualTo(403));

      outcome("message of ann", anns.send("is somebody missing?"));
      ben.hears("is somebody missing?");
      outcome("message of ben", bens.send("nobody that we know"));
      ann.hears("nobody that we know");
      leave(anns, bens);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Spec({"7.2.2.2-4a", "7.1.2.2-1"})
  void whoeverIsInvitedIsOfferedTheInvitersWay(MsrpTransport by) {
    try (Person host = arrives("offer-host-" + by.ordinal(), by);
        Person guest = arrives("offer-guest-" + by.ordinal(), MsrpTransport.TCP)) {
      CompletableFuture<ImSession> asked = host.invites(guest);
      ImSession guests = guest.accepts();
      ImSession hosts = outcome("session of the host", asked);

      outcome("message of the guest", guests.send("this way"));
      host.hears("this way");
      outcome("message of the host", hosts.send("that way"));
      guest.hears("that way");
      leave(guests, hosts);
    }
  }
}
