package org.parlour.xdm.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.xdm.support.RestClient;
import tools.jackson.databind.JsonNode;

/// The console in a real browser, by keyboard, in both colours and on a phone. With
/// `-Dconsole.pictures=<directory>` it takes the pictures of the documentation.
@SuppressWarnings("NullAway.Init")
class ConsoleBrowserIT {
  private static final Path CHROMIUM =
      Path.of(System.getProperty("console.chromium", "/usr/bin/chromium"));

  private static final String REST = "/api/v1/groups/";
  private static final String USERS = "/api/v1/users/";

  private static final String CREW_LEAD =
      """
      {"aliases": ["tel:+3581234567"], "allowPagerModeMessage": false,
       "blockList": ["sip:mallory@example.org", "sip:eve@example.net"], "quotas": {"groups": 50}}
      """;

  private static Playwright playwright;
  private static BrowserContext context;

  private final RestClient rest = RunningConsole.rest();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "no Chromium at " + CHROMIUM + ": install it (Debian: apt-get install chromium)");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setHttpCredentials("admin", RunningConsole.PASSWORD)
                .setViewportSize(1000, 700));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void theBrowserHadNothingToComplainAbout() {
    assertThat(complaints).isEmpty();
  }

  @Test
  void aGroupIsMadeByKeyboardAndIsThereForRest() {
    try (Page page = open("/")) {
      page.keyboard().press("Tab");
      assertThat(page.getByText("Skip to the content")).isFocused();
      page.getByText("New group").press("Enter");
      assertThat(page.getByLabel("Address")).isFocused();
      page.keyboard().type("keys");
      page.keyboard().press("Tab");
      page.keyboard().type("Made by keyboard");
      page.keyboard().press("Tab");
      page.keyboard().type("alice@example.org Al");
      page.getByLabel("Name").press("Enter");

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("The group was created");
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Made by keyboard");
      assertThat(rest.get(REST + "sip:keys@im.example.org").json().get("members")).hasSize(1);
      page.getByLabel("Remove sip:alice@example.org").press("Enter");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("The member was removed");
      assertThat(rest.get(REST + "sip:keys@im.example.org").json().get("members")).isEmpty();
    }
  }

  @Test
  void theListFollowsWhatIsTyped() {
    rest.put(REST + "sip:typed-1@im.example.org", "{}");
    rest.put(REST + "sip:typed-2@im.example.org", "{}");
    try (Page page = open("/console/groups?search=typed")) {
      assertThat(page.getByRole(AriaRole.ROWHEADER))
          .containsText(new String[] {"typed-1", "typed-2"});
      page.getByLabel("Name or address").press("End");
      page.keyboard().type("-2");
      assertThat(page.getByRole(AriaRole.ROWHEADER)).containsText(new String[] {"typed-2"});
      assertThat(page.getByLabel("Name or address")).isFocused();
      assertThat(page).hasURL(Pattern.compile(".*search=typed-2$"));
    }
  }

  @Test
  void aUserIsMadeByKeyboardAndFoundAsOneTypes() {
    try (Page page = open("/console/users")) {
      page.getByText("New user").press("Enter");
      assertThat(page.getByLabel("Address")).isFocused();
      page.keyboard().type("typist@example.org");
      page.keyboard().press("Tab");
      page.keyboard().type("tel:+358777\nsip:typist-2@example.org");
      page.keyboard().press("Tab");
      page.keyboard().press("Space");
      page.getByLabel("Own groups").press("Enter");

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("The user was created");
      JsonNode made = rest.get(USERS + "sip:typist@example.org").json();
      assertThat(made.get("aliases")).hasSize(2);
      assertThat(made.get("barred").get("outgoing").asBoolean()).isTrue();
      assertThat(made.get("allowSession").asBoolean()).isTrue();
      page.locator("[accesskey=u]").press("Enter");
      page.waitForURL("**/console/users");
      page.getByLabel("Address or alias").fill("358777");
      assertThat(page.getByRole(AriaRole.ROWHEADER))
          .containsText(new String[] {"sip:typist@example.org"});
      assertThat(page.getByLabel("Address or alias")).isFocused();
      assertThat(page).hasURL(Pattern.compile(".*/console/users\\?search=358777$"));
    }
  }

  @Test
  void aDocumentThatWasOnlyLookedAtStaysAsItIs() {
    rest.put(
        REST + "sip:looked-at@im.example.org",
        """
        {"displayName": "Looked <at>", "members": [{"address": "sip:alice@example.org"}]}""");
    try (Page page = open("/console/groups/sip:looked-at@im.example.org/document")) {
      String before = page.getByLabel("XML").inputValue();
      page.getByRole(AriaRole.BUTTON).click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("The document was saved");
      page.locator("[accesskey=d]").press("Enter");
      assertThat(page.getByLabel("XML")).hasValue(before);
    }
    assertThat(rest.get("/console/audit?xui=sip:looked-at@im.example.org").text())
        .doesNotContain("class=\"removed\"");
  }

  @Test
  void aSessionIsShownAnewWhileOneTypes() {
    String path = "/console/sessions/" + FakeConference.ID;
    try (Page page = open(path)) {
      page.getByLabel("Say to everybody").fill("half a sen");
      page.waitForResponse(answer -> answer.url().endsWith(path), () -> {});
      assertThat(page.getByLabel("Say to everybody")).hasValue("half a sen");
      assertThat(page.getByText("Participants (2)")).isVisible();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "groups, /console/groups",
    "group, /console/groups/sip:team@im.example.org",
    "edit, /console/groups/sip:team@im.example.org/edit",
    "may, /console/may?group=team&user=dave@example.org",
    "document, /console/groups/sip:team@im.example.org/document",
    "users, /console/users?search=crew",
    "user, /console/users/sip:crew.lead@example.org",
    "user-edit, /console/users/sip:crew.lead@example.org/edit",
    "audit, /console/audit?xui=sip:crew@im.example.org",
    "session, /console/sessions/" + FakeConference.ID
  })
  void everyPageFitsPhonesAndDesks(String name, String path) {
    rest.put(REST + "sip:crew@im.example.org", "{\"displayName\": \"Crew\"}");
    rest.put(REST + "sip:crew@im.example.org", "{\"displayName\": \"The whole crew\"}");
    rest.put(USERS + "sip:crew.lead@example.org", CREW_LEAD);
    try (Page page = open(path)) {
      page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      for (int width : new int[] {390, 1000}) {
        page.setViewportSize(width, 700);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        take(page, name + (width < 600 ? "-phone" : ""));
      }
    }
  }

  private static void take(Page page, String name) {
    String directory = System.getProperty("console.pictures");
    if (directory == null) {
      return;
    }
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      String file = name + "-" + colours.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(directory, file)).setFullPage(true));
    }
  }

  private Page open(String path) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate("http://127.0.0.1:" + RunningConsole.port() + path);
    return page;
  }
}
