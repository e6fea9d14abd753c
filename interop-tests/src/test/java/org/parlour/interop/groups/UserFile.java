package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// What is said of a user over REST, as an administrator does.
final class UserFile {
  private final RunningSuite suite;
  private final ImAddress user;

  UserFile(ImAddress user, RunningSuite suite) {
    this.suite = suite;
    this.user = user;
  }

  /// Cannot be lost when this returns.
  void says(String json) {
    exchange("PUT", json);
  }

  /// Waits until it is: who asks has the suite look for it.
  void isKnown() {
    await()
        .atMost(Guest.PATIENCE)
        .until(
            () ->
                suite.rest().exchange("GET", at("/api/v1/users/" + user), null).statusCode()
                    == 200);
  }

  void forgotten() {
    exchange("DELETE", null);
  }

  private void exchange(String method, String json) {
    HttpResponse<String> answer = suite.rest().exchange(method, at("/api/v1/users/" + user), json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  private URI at(String path) {
    return suite.addresses().xdm().resolve(path);
  }
}
