package org.parlour.interop.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parlour.interop.suite.RunningSuite;

/// The console of a suite, as the demo administrator's browser sees it.
final class ConsolePages {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(_csrf|version)\" value=\"([^\"]*)\"");
  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(UTF_8));

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final URI root;

  ConsolePages(RunningSuite suite) {
    this.root = suite.addresses().xdm();
  }

  /// @return the page
  String open(String path) {
    return send(HttpRequest.newBuilder(root.resolve(path)).GET());
  }

  /// Sends a form of the page that `path` shows.
  ///
  /// @param fields names and values by turns; what the form hides is added
  /// @return the page to which it leads
  String submit(String path, String action, String... fields) {
    return submitShown(open(path), action, fields);
  }

  /// Sends a form of a page that is open already.
  String submitShown(String page, String action, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      add(body, fields[i], fields[i + 1]);
    }
    int form = page.indexOf("action=\"" + action + "\"");
    assertThat(form).as(page).isPositive();
    Matcher hidden = HIDDEN.matcher(page.substring(form, page.indexOf("</form>", form)));
    while (hidden.find()) {
      add(body, hidden.group(1), hidden.group(2));
    }
    return send(
        HttpRequest.newBuilder(root.resolve(action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static void add(StringBuilder body, String name, String value) {
    body.append(name).append('=').append(URLEncoder.encode(value, UTF_8)).append('&');
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          browser.send(
              request.header("Authorization", LOGIN).header("Accept", "text/html").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
