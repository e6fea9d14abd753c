package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.address.ImAddress;

/// An administrator makes a group in the browser, three clients chat in it, and what is done in the
/// browser then happens to them.
@ExtendWith(SuiteExtension.class)
class GroupConsoleIT {
  private static final String GROUPS = "/console/groups";
  private static final String SESSIONS = "/console/sessions";
  private static final Pattern SESSION = Pattern.compile("href=\"(" + SESSIONS + "/[0-9a-f-]+)\"");

  private final RunningSuite suite;
  private final ConsolePages console;

  GroupConsoleIT(RunningSuite suite) {
    this.suite = suite;
    this.console = new ConsolePages(suite);
  }

  @Test
  void whatAnAdministratorDoesInTheBrowserHappensToTheSession() {
    try (Guest ann = Guest.arrives("con-ann", suite);
        Guest ben = Guest.arrives("con-ben", suite);
        Guest cat = Guest.arrives("con-cat", suite)) {
      ImAddress group = make("", ann, ben, cat);
      ImSession anns = ann.joins(group);
      ImSession bens = ben.joins(group);
      ImSession cats = cat.joins(group);
      Guest.outcome("message", anns.send("hello from ann"));
      ben.hears("hello from ann");
      cat.hears("hello from ann");

      removes(cat, group, cats);
      assertThat(cat.isRefusedBy(group)).contains(" 403 ");

      String session = sessionOf(group);
      assertThat(console.open(session))
          .contains("Participants (2)", ann.address().toString(), ben.address().toString());
      console.submit(session, session + "/announcements", "text", "lunch is ready");
      ann.hears("lunch is ready");
      ben.hears("lunch is ready");
      String participant = ben.address().toString();
      console.submit(
          session + "/expel?participant=" + participant,
          session + "/expel",
          "participant",
          participant);
      ben.seesTheEndOf(bens);
      console.submit(session + "/close", session + "/close");
      ann.seesTheEndOf(anns);
    }
  }

  /// Acceptance: console, sessions, clients' XCAP and the trail speak of one group.
  @Test
  void everyChangeOfAGroupIsObeyedAtOnceAndStandsInTheTrail() {
    try (Guest owner = Guest.demo("erin", suite);
        Guest ann = Guest.arrives("all-ann", suite);
        Guest ben = Guest.arrives("all-ben", suite);
        Guest late = Guest.arrives("all-late", suite)) {
      ImAddress group = make(owner.address().toString(), owner, ann, ben, late);
      owner.joins(group);
      ann.joins(group);
      ImSession bens = ben.joins(group);
      Guest.outcome("message", bens.send("hello from ben"));
      owner.hears("hello from ben");
      ann.hears("hello from ben");

      removes(ben, group, bens);
      assertThat(may(group, late)).contains("<b>Yes</b>");
      new OwnersDocument(suite, owner.address(), group).letsJoinOnly(owner, ann);
      assertThat(late.isRefusedBy(group)).contains("403", "joining not allowed");

      assertThat(may(group, late)).contains("<b>No</b>");
      String trail =
          console.open("/console/audit?xui=" + owner.address() + "&name=" + group.user());
      assertThat(trail)
          .contains("<b>admin</b> <span>created</span>", "<b>admin</b> <span>changed</span>")
          .contains("<b>" + owner.address() + "</b> <span>changed</span>")
          .containsPattern("<span class=\"removed\">-[^<]*" + ben.address())
          .containsPattern("<span class=\"added\">\\+[^<]*cp:ruleset");
    }
  }

  /// From the click to the end of the session.
  private void removes(Guest member, ImAddress group, ImSession session) {
    String page = GROUPS + "/" + group;
    String shown = console.open(page);
    long clicked = System.nanoTime();
    console.submitShown(shown, page + "/members/remove", "address", member.address().toString());
    member.seesTheEndOf(session);
    System.out.printf(
        "removed in the console: out after %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - clicked));
  }

  private String may(ImAddress group, Guest guest) {
    return console.open("/console/may?group=" + group + "&user=" + guest.address());
  }

  private ImAddress make(String owner, Guest... members) {
    String user = "con-" + Tokens.random(8).toLowerCase(Locale.ROOT);
    StringBuilder lines = new StringBuilder();
    for (Guest member : members) {
      lines.append(member.address()).append('\n');
    }
    assertThat(
            console.submit(
                GROUPS + "/new",
                GROUPS,
                "user",
                user,
                "owner",
                owner,
                "displayName",
                "Made in a browser",
                "who",
                "members",
                "members",
                lines.toString()))
        .contains("The group was created");
    return ImAddress.sip(user, "im.example.org");
  }

  private String sessionOf(ImAddress group) {
    Matcher link = SESSION.matcher(console.open(SESSIONS + "?group=" + group));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }
}
