package org.parlour.xdm.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Opens pages and sends their forms like a browser: with its cookies and with the fields that the
/// form already has.
public final class Forms {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String root;
  private final String login;

  public Forms(int port, String password) {
    this.root = "http://127.0.0.1:" + port;
    this.login =
        "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
  }

  public HttpResponse<String> open(String path) {
    return send(HttpRequest.newBuilder(URI.create(root + path)).GET());
  }

  /// Sends the form of `page` which goes to `action`.
  ///
  /// @param fields names and values by turns
  public HttpResponse<String> submit(HttpResponse<String> page, String action, String... fields) {
    int begin = page.body().indexOf("action=\"" + action + "\"");
    if (begin < 0) {
      throw new AssertionError("no form for " + action + " in " + page.body());
    }
    String form = page.body().substring(begin, page.body().indexOf("</form>", begin));
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(form);
    while (hidden.find()) {
      all.put(hidden.group(1), hidden.group(2));
    }
    return post(action, with(all, fields));
  }

  HttpResponse<String> post(String action, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(root + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Map<String, String> with(Map<String, String> all, String... fields) {
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return all;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.header("Authorization", login).header("Accept", "text/html").build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
