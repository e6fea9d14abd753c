package org.parlour.xdm.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.Samples;

/// The page with the document of a group, over HTTP and beside REST.
class DocumentPagesIT {
  private static final String REST = "/api/v1/groups/";

  private final RestClient rest = RunningConsole.rest();
  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @Test
  void aDocumentIsReplacedAsItIsWritten() {
    String page = made("written");
    assertThat(forms.open("/console/groups/sip:written@im.example.org").body()).contains(page);
    HttpResponse<String> shown = forms.open(page);
    assertThat(shown.body()).contains("&lt;group", "uri=&quot;sip:written@im.example.org&quot;");

    HttpResponse<String> saved =
        forms.submit(shown, page, "text", Samples.group("written").replace("\n", "\r\n"));

    assertThat(saved.uri().getPath()).isEqualTo("/console/groups/sip:written@im.example.org");
    assertThat(saved.body()).contains("The document was saved", "Bobby", "Members (2)");
    assertThat(forms.open(page).body()).contains("&lt;!-- us --&gt;", "<h1>Document of ");
    assertThat(rest.get(REST + "sip:written@im.example.org").json().get("members")).hasSize(2);
    assertThat(forms.open("/console/audit?xui=sip:written@im.example.org").body())
        .contains("<b>admin</b> <span>changed</span>", "us --");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          </group>             | </grou>               | document: not-well-formed:
          <invite-members>true | <invite-members>maybe | schema-validation-error: line 8
          sip:bob@example.org  | sip:alice@example.org | members: sip:alice@example.org
          sip:refused@         | sip:elsewhere@        | expected: sip:refused@im.
          """)
  void whatNoGroupMayHaveComesBackWithItsReason(String was, String is, String reason) {
    String page = made("refused");
    String before = rest.get(REST + "sip:refused@im.example.org").header("ETag");
    String text = Samples.group("refused").replace(was, is);

    HttpResponse<String> refused = forms.submit(forms.open(page), page, "text", text);

    assertThat(refused.statusCode()).isBetween(400, 409);
    assertThat(refused.body())
        .contains(reason, "&lt;!-- us --&gt;")
        .contains(is.replace("<", "&lt;").replace(">", "&gt;"));
    assertThat(rest.get(REST + "sip:refused@im.example.org").header("ETag")).isEqualTo(before);
  }

  @Test
  void whoWasSlowerSeesWhatIsStoredBelowHisOwn() {
    String page = made("slower");
    HttpResponse<String> mine = forms.open(page);
    rest.put(REST + "sip:slower@im.example.org", "{\"displayName\": \"theirs\"}");

    HttpResponse<String> both = forms.submit(mine, page, "text", Samples.group("slower"));

    assertThat(both.statusCode()).isEqualTo(412);
    assertThat(both.body())
        .contains("Somebody else saved this group", "&lt;!-- us --&gt;", "Stored: <pre>")
        .contains("theirs");
    assertThat(rest.get(REST + "sip:slower@im.example.org").json().get("members")).isEmpty();
    assertThat(forms.submit(both, page, "text", Samples.group("slower")).body())
        .contains("The document was saved");
    assertThat(rest.get(REST + "sip:slower@im.example.org").json().get("members")).hasSize(2);
  }

  @Test
  void aFormFromElsewhereIsRefused() {
    String page = made("forgery");
    forms.open(page);

    assertThat(
            forms.post(page, Map.of("version", "1", "text", Samples.group("forgery"))).statusCode())
        .isEqualTo(403);
    assertThat(rest.getAsNobody(page).status()).isEqualTo(401);
    assertThat(forms.open("/console/groups/sip:none@im.example.org/document").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aLongDocumentFits() {
    String page = made("long");
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      entries
          .append("\r\n      <entry uri=\"sip:user-")
          .append(i)
          .append("@a-department.with-a-long-name.example.org\"><rl:display-name>")
          .append("A member of many, with a nickname that says so: ")
          .append(i)
          .append("</rl:display-name></entry>");
    }
    String text =
        Samples.group("long")
            .replaceFirst("(?s)<list>.*</list>", "<list>" + entries + "</list>")
            .replace("<invite-members>true", "<invite-members>false");
    assertThat(URLEncoder.encode(text, UTF_8).length()).isGreaterThan(2 * 1024 * 1024);

    HttpResponse<String> saved = forms.submit(forms.open(page), page, "text", text);

    assertThat(saved.body()).contains("The document was saved", "Members (10000)");
  }

  /// A group of that name without members, and where its document is.
  private String made(String user) {
    rest.put(REST + "sip:" + user + "@im.example.org", "{}");
    return "/console/groups/sip:" + user + "@im.example.org/document";
  }
}
