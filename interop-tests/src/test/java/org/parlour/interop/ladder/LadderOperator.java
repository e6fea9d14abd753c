package org.parlour.interop.ladder;

import java.net.URI;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.parlour.interop.suite.RunningSuite;

/// The operator's administrator, who writes groups and steers sessions by REST. A line asks, with
/// JSON as its clauses; the next one says the answer's status, and as its clauses patterns of the
/// body. Used by the thread that plays.
final class LadderOperator {
  /// Who stands for it in a ladder.
  static final String NAME = "operator";

  private final RunningSuite suite;
  private final Names names;
  private @Nullable HttpResponse<String> answer;

  LadderOperator(RunningSuite suite, Names names) {
    this.suite = suite;
    this.names = names;
  }

  void play(Rung rung) {
    if (rung.incoming()) {
      expect(rung);
    } else {
      String path = names.fill(rung.object());
      String json = names.fill(String.join(" ", rung.clauses()));
      answer =
          suite
              .rest()
              .exchange(rung.verb(), service(path).resolve(path), json.isEmpty() ? null : json);
    }
  }

  private URI service(String path) {
    return path.startsWith("/api/v1/groups")
        ? suite.addresses().xdm()
        : suite.addresses().conference();
  }

  private void expect(Rung rung) {
    HttpResponse<String> got = answer;
    if (got == null) {
      throw new AssertionError("nothing was asked");
    }
    boolean wanted =
        got.statusCode() == Integer.parseInt(rung.verb())
            && rung.clauses().stream().allMatch(clause -> names.matches(clause, got.body()));
    if (!wanted) {
      throw new AssertionError("the answer is " + got.statusCode() + " " + got.body());
    }
  }
}
