package org.parlour.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.error.ImError;
import org.parlour.support.security.Guesses;
import org.springframework.context.ConfigurableApplicationContext;

/// What every service's HTTP side does alike.
class ManagementInterfaceIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext context;
  private static int port;

  @BeforeAll
  static void start() {
    context =
        ServiceRunner.run(
            "probe",
            ProbeApplication.class,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--im.admin.user=root",
            "--im.admin.password=secret",
            "--logging.level.org.apache.kafka=ERROR",
            "--logging.level.org.springdoc=ERROR");
    port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void healthAndMetricsAreOpen() throws Exception {
    assertThat(get("/actuator/health/liveness", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus", null).body()).contains("service=\"probe\"");
  }

  @Test
  void theRestAsksForAnAdministrator() throws Exception {
    HttpResponse<String> answer = get("/api/v1/probe", null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge -> assertThat(challenge).contains("Basic").contains("parlour"));
    assertThat(get("/actuator/info", null).statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    assertThat(get("/api/v1/probe", "root:guess").statusCode()).isEqualTo(401);
  }

  @Test
  void whoGuessesIsNotListenedToForAMinuteAndOthersAre() throws Exception {
    for (int i = 0; i < Guesses.MOST_WRONG; i++) {
      assertThat(get("/api/v1/probe", "nobody:guess" + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> answer = get("/api/v1/probe", "nobody:guess");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(get("/api/v1/probe", "root:secret").statusCode()).isEqualTo(200);
  }

  @Test
  void theAdministratorGetsIn() throws Exception {
    assertThat(get("/api/v1/probe", "root:secret").body()).isEqualTo("here");
  }

  @Test
  void noSessionIsKept() throws Exception {
    assertThat(get("/api/v1/probe", "root:secret").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aRefusalIsAProblemWithAStableCode() throws Exception {
    ImError error = ImError.values()[0];

    HttpResponse<String> answer = get("/api/v1/refused", "root:secret");

    assertThat(answer.statusCode()).isEqualTo(error.httpStatus());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains(error.code()).contains("nothing of the kind");
  }

  @Test
  void springsOwnRefusalsHaveTheSameForm() throws Exception {
    HttpResponse<String> answer = get("/api/v1/number/many", "root:secret");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  private static HttpResponse<String> get(String path, @Nullable String login)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (login != null) {
      String token = Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
      request.header("Authorization", "Basic " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
