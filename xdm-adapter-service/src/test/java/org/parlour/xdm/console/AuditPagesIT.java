package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.support.RestClient;

/// The pages about the audit trail, over HTTP.
class AuditPagesIT {
  private static final String AUDIT = "/console/audit";
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  private final RestClient rest = RunningConsole.rest();
  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @Test
  void theTrailSaysWhoChangedWhatAndHow() {
    String uri = "sip:trail@im.example.org";
    rest.put("/api/v1/groups/" + uri, "{\"displayName\": \"Before\"}");
    String group = "/console/groups/" + uri;
    forms.submit(
        forms.open(group + "/edit"), group, "displayName", "<b>After</b>", "who", "members");

    assertThat(forms.open(group).body())
        .contains(AUDIT + "?auid=org.openmobilealliance.groups&amp;xui=" + uri);
    HttpResponse<String> trail = forms.open(AUDIT + "?xui=trail@im.example.org");
    assertThat(trail.body())
        .contains("<b>admin</b> <span>created</span>", "<b>admin</b> <span>changed</span>")
        .contains("org.openmobilealliance.groups/users/" + uri + "/index")
        .containsPattern("<span class=\"removed\">-[^<]*Before")
        .containsPattern("<span class=\"added\">\\+[^<]*After")
        .doesNotContain("<b>After</b>");
    assertThat(trail.body().indexOf("changed")).isLessThan(trail.body().indexOf("created"));
  }

  @Test
  void changesAreShownPageByPage() {
    String uri = "sip:pages@im.example.org";
    for (int i = 0; i < 7; i++) {
      rest.put("/api/v1/groups/" + uri, "{\"displayName\": \"number " + i + "\"}");
    }
    String first = forms.open(AUDIT + "?actor=admin&xui=" + uri).body();
    assertThat(first).contains("number 6", "number 2", "Next page").doesNotContain("created");
    Matcher next = NEXT.matcher(first);
    assertThat(next.find()).isTrue();
    assertThat(forms.open(next.group(1).replace("&amp;", "&")).body())
        .contains("number 0", "created", "First page")
        .doesNotContain("number 6", "Next page");

    assertThat(forms.open(AUDIT + "?actor=stranger").body()).contains("No such change was made.");
    assertThat(forms.open(AUDIT + "?auid=resource-lists&xui=" + uri).body())
        .contains("No such change was made.");
    assertThat(forms.open(AUDIT + "?before=nonsense").statusCode()).isEqualTo(400);
    assertThat(rest.getAsNobody(AUDIT).status()).isEqualTo(401);
  }
}
