package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
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
      ImAddress group = make(ann, ben, cat);
      ImSession anns = ann.joins(group);
      ImSession bens = ben.joins(group);
      ImSession cats = cat.joins(group);
      Guest.outcome("message", anns.send("hello from ann"));
      ben.hears("hello from ann");
      cat.hears("hello from ann");

      String page = GROUPS + "/" + group;
      long asked = System.nanoTime();
      console.submit(page, page + "/members/remove", "address", cat.address().toString());
      cat.seesTheEndOf(cats);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
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

  private ImAddress make(Guest... members) {
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
