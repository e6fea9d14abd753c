package org.parlour.interop.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.ImSession;
import org.parlour.client.Rosters;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import tools.jackson.databind.JsonNode;

/// Who wants to be anonymous is so: whatever leaves the suite towards others is searched for the
/// name.
@ExtendWith(SuiteExtension.class)
class PrivacyIT {
  private static final String PSEUDONYM = "sip:anonymous-1@anonymous.invalid";

  private final RunningSuite suite;
  private final Console console;

  PrivacyIT(RunningSuite suite) {
    this.suite = suite;
    this.console = new Console(suite);
  }

  @Test
  @Spec({"16-5", "ISS-3a"})
  void anAnonymousInviterIsNowhereToBeFound() {
    try (LogWatch log = LogWatch.begin();
        Guest hidden = Guest.arrives("priv-ghost", suite, ClientOptions::withAnonymity);
        Guest ben = Guest.arrives("priv-ben", suite);
        Guest cat = Guest.arrives("priv-cat", suite)) {
      CompletableFuture<ImSession> asked = hidden.invites(ben, cat);
      ImSession bens = ben.accepts();
      ImSession own = outcome("the session", asked);
      ImSession cats = cat.accepts();
      outcome("subscription of ben", bens.subscribe());
      ben.sees(
          "three in the roster",
          ClientEvent.RosterChanged.class,
          changed -> changed.roster().users().stream().filter(Rosters::isConnected).count() == 3);

      outcome("message of the hidden one", own.send("boo"));
      ClientEvent.ChatMessage heard = ben.hears("boo");
      cat.hears("boo");
      assertThat(heard.from().address()).isEqualTo(ImAddress.parse(PSEUDONYM));
      outcome("private message", bens.sendPrivate(ImAddress.parse(PSEUDONYM), "who are you"));
      hidden.hears("who are you");
      outcome("nickname", own.nickname("Casper"));
      ben.hears("Anonymous 1 is now known as Casper");

      String id = console.idOf(ben);
      assertThat(console.raw("/" + id)).contains(PSEUDONYM).doesNotContain("priv-ghost");
      assertThat(console.raw("?limit=500")).doesNotContain("priv-ghost");
      assertThat(console.list("user=sip:priv-ghost%40example.org")).isEmpty();
      console.accepted("DELETE", "/" + id + "/participants/" + PSEUDONYM, null);
      hidden.seesTheEndOf(own);
      ben.hears("Casper was removed from the session");
      console.accepted("DELETE", "/" + id, null);
      ben.seesTheEndOf(bens);
      cat.seesTheEndOf(cats);

      Archive archive = new Archive(suite.rest(), suite.addresses().history());
      JsonNode kept = archive.ended(own.identity());
      assertThat(kept.toString()).contains(PSEUDONYM).doesNotContain("priv-ghost");
      assertHidden(ben.received(), "priv-ghost");
      assertHidden(cat.received(), "priv-ghost");
      assertHidden(log.lines(), "priv-ghost");
    }
  }

  @Test
  @Spec("16-5")
  void anAnonymousJoinerIsNowhereToBeFound() {
    ImAddress lobby = ImAddress.parse("sip:lobby@im.example.org");
    try (LogWatch log = LogWatch.begin();
        Guest ben = Guest.arrives("priv-bob", suite);
        Guest hidden = Guest.arrives("priv-wraith", suite, ClientOptions::withAnonymity)) {
      ImSession bens = ben.joins(lobby);
      outcome("subscription of ben", bens.subscribe());
      ImSession own = hidden.joins(lobby);
      outcome("subscription of the hidden one", own.subscribe());
      outcome("message of the hidden one", own.send("boo from the lobby"));
      ClientEvent.ChatMessage heard = ben.hears("boo from the lobby");
      assertThat(heard.from().address().host()).isEqualTo("anonymous.invalid");
      assertThat(console.raw("/" + console.idOf(ben))).doesNotContain("priv-wraith");
      // within one interval of the NOTIFYs it would come and go unseen
      ben.sees("it joined", ClientEvent.RosterChanged.class, changed -> isHidden(changed.joined()));

      outcome("the hidden one leaves", own.leave());
      ben.sees("it left", ClientEvent.RosterChanged.class, changed -> isHidden(changed.left()));
      outcome("ben leaves", bens.leave());
      assertHidden(ben.received(), "priv-wraith");
      assertHidden(log.lines(), "priv-wraith");
    }
  }

  @Test
  @Spec({"16-5", "RFC 5364 §4"})
  void whoIsListedAnonymouslyOrBlindlyIsNotNamedToOthers() {
    try (Guest ann = Guest.arrives("priv-ann", suite);
        Guest ben = Guest.arrives("priv-dan", suite);
        Guest masked = Guest.arrives("priv-mask", suite);
        Guest blind = Guest.arrives("priv-blind", suite)) {
      CompletableFuture<ImSession> asked =
          ann.invites(
              List.of(
                  Recipient.to(ben.address()),
                  new Recipient(masked.address(), CopyControl.CC, true, null),
                  new Recipient(blind.address(), CopyControl.BCC, false, null)));
      ImSession bens = ben.accepts();
      outcome("the session", asked);
      outcome("subscription of ben", bens.subscribe());
      ben.sees("a roster", ClientEvent.RosterChanged.class, any -> true);

      assertHidden(ben.received(), "priv-mask");
      assertHidden(ben.received(), "priv-blind");
      outcome("ben leaves", bens.leave());
    }
  }

  private static boolean isHidden(List<ConferenceInfo.User> users) {
    return users.stream().anyMatch(user -> user.entity().host().equals("anonymous.invalid"));
  }

  private static void assertHidden(List<String> seen, String name) {
    assertThat(seen).isNotEmpty().noneSatisfy(text -> assertThat(text).contains(name));
  }
}
