package org.parlour.interop.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImSession;
import org.parlour.client.PagerBody;
import org.parlour.interop.suite.ImUser;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// What liblinphone 5.1 put on the wire when it created a group chat, said again octet by octet but
/// for what a core changes. It has no MSRP: its group chat is SIP MESSAGEs to and from S. The
/// others are clients of ours; alice's device at the lab core is one too, and reads what comes.
@ExtendWith(SuiteExtension.class)
class LiblinphoneIT {
  private static final Pattern ROUTE = Pattern.compile("(?m)^Route: .*\r\n");
  private static final Pattern GRUU = Pattern.compile(";gr=urn:uuid:[-0-9a-f]+");
  private static final String ASSERTED = "P-Asserted-Identity: <sip:alice@example.org>\r\n";
  private static final String CAPTURED_SESSION =
      "sip:team@im.example.org;session=k4w2m7q9x3z5b8d1f6g2h7j4n9";

  private final RunningSuite suite;

  LiblinphoneIT(RunningSuite suite) {
    this.suite = suite;
  }

  /// Without the Route to the core, with the identity that the core vouches for, and with alice's
  /// address instead of the GRUU of a device that is not here.
  private static String captured(String name) throws IOException {
    try (InputStream in =
        LiblinphoneIT.class.getResourceAsStream("/wire/liblinphone/" + name + ".sip")) {
      String text = new String(in.readAllBytes(), ISO_8859_1);
      String routed = ROUTE.matcher(text).replaceAll(ASSERTED);
      return GRUU.matcher(routed).replaceAll("");
    }
  }

  /// A request within the dialog of the 200 to INVITE.
  private static String within(String accepted, String method, int cseq) {
    return String.join(
        "\r\n",
        method + " " + session(accepted) + " SIP/2.0",
        "Via: SIP/2.0/TCP 127.0.0.1:54750;branch=z9hG4bK.liblinphone" + cseq + method + ";rport",
        "From: " + CoreConnection.header(accepted, "From"),
        "To: " + CoreConnection.header(accepted, "To"),
        "CSeq: " + cseq + " " + method,
        "Call-ID: " + CoreConnection.header(accepted, "Call-ID"),
        "Max-Forwards: 70",
        "Content-Length: 0",
        "",
        "");
  }

  private static String session(String accepted) {
    String contact = CoreConnection.header(accepted, "Contact");
    return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }

  private static String status(String response) {
    return response.substring("SIP/2.0 ".length(), "SIP/2.0 200".length());
  }

  /// Waits for a MESSAGE with this text.
  ///
  /// @return who sent it
  private static ImAddress reads(ImUser user, String text) {
    ClientEvent.PagerReceived pager =
        user.sees(
            "message '" + text + "'",
            ClientEvent.PagerReceived.class,
            got -> PagerBody.read(got.contentType(), got.body()).text().equals(text));
    return pager.from().address();
  }

  @Test
  @Spec({"RFC 3261 §20.12", "RFC 3261 §13.2.1", "7.2.1.2-6", "7.2.1.2-R200-1", "8.3.2.1-5c"})
  void itsGroupChatIsASessionWithParticipantsThatHaveMsrp() throws Exception {
    try (Person device = Person.arrives("alice", suite);
        Person bob = Person.arrives("bob", suite);
        Person carol = Person.arrives("carol", suite);
        CoreConnection core = new CoreConnection(suite)) {
      core.send(captured("factory-invite-deflate"));
      ImSession bobs = bob.accepts();
      ImSession carols = carol.accepts();
      String accepted = core.answer("INVITE");
      core.send(within(accepted, "ACK", 20));
      String session = session(accepted);

      assertThat(status(accepted)).isEqualTo("200");
      assertThat(CoreConnection.header(accepted, "Contact")).contains(";isfocus");
      assertThat(session).isEqualTo(bobs.identity().toString());
      assertThat(accepted).contains("m=message ");

      core.send(captured("subscribe").replace(CAPTURED_SESSION, session));
      assertThat(status(core.answer("SUBSCRIBE"))).isEqualTo("200");
      outcome("subscription of bob", bobs.subscribe());
      bob.seesConnected(device, bob, carol);

      core.send(lengthened(captured("message").replace(CAPTURED_SESSION, session)));
      assertThat(status(core.answer("MESSAGE"))).isEqualTo("202");
      assertThat(reads(bob, "hello")).isEqualTo(device.address());
      assertThat(reads(carol, "hello")).isEqualTo(device.address());

      outcome("message of bob", bobs.send("hello from bob"));
      carol.hears("hello from bob");
      assertThat(reads(device, "hello from bob")).isEqualTo(bob.address());

      core.send(within(accepted, "BYE", 21));
      assertThat(status(core.answer("BYE"))).isEqualTo("200");
      bob.seesConnected(bob, carol);
      outcome("bob leaves", bobs.leave());
      carol.seesTheEndOf(carols);
    }
  }

  /// S stands in its body too, and has another length.
  private static String lengthened(String message) {
    int head = message.indexOf("\r\n\r\n") + 4;
    return message.replaceFirst(
        "(?m)^Content-Length: 374", "Content-Length: " + (message.length() - head));
  }
}
