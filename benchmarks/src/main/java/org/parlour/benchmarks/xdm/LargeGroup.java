package org.parlour.benchmarks.xdm;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;

/// What it takes to change one entry of a group of many members.
final class LargeGroup {
  private static final String BY_REST = "/api/v1/groups/sip:big@im.example.org";
  private static final String BY_XCAP =
      "/xcap-root/org.openmobilealliance.groups/users/sip:u0@example.org/big";
  private static final int WARM_UP = 150;
  private static final int COUNT = 200;
  private static final double LONGEST = 100;

  private final Load load;
  private final Report report;
  private final Server service;
  private final int members;

  LargeGroup(Load load, Report report, Server service, int members) {
    this.load = load;
    this.report = report;
    this.service = service;
    this.members = members;
  }

  void measure() {
    String _ = load.send(made());
    report.table(
        String.format(Locale.ROOT, "A group of %,d members: milliseconds", members),
        "",
        "p50",
        "p99");
    time("XCAP, PUT of an entry", (_, number) -> entry(number));
    time("XCAP, GET of an entry", (_, number) -> read(number));
    time("XCAP, GET of the document", (_, _) -> xcap("").GET().build());
    time(
        "REST, PATCH of the display name",
        (_, number) -> patch("{\"displayName\": \"Name " + number + "\"}"));
    time(
        "REST, PATCH of the members, one renamed",
        (_, number) -> patch("{\"members\": " + Documents.members(members, number) + "}"));
  }

  private void time(String name, Load.Requests requests) {
    Speed _ = load.oneByOne(requests, WARM_UP);
    Speed speed = load.oneByOne((client, i) -> requests.next(client, i + WARM_UP), COUNT);
    report.row(
        String.format(Locale.ROOT, "p99 ≤ %.0f ms", LONGEST),
        speed.p99() <= LONGEST,
        name,
        String.format(Locale.ROOT, "%.1f", speed.p50()),
        String.format(Locale.ROOT, "%.1f", speed.p99()));
  }

  private HttpRequest made() {
    String group =
        """
        {"owner": "sip:u0@example.org", "displayName": "Big", "members": %s}"""
            .formatted(Documents.members(members, -1));
    return admin()
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(group))
        .build();
  }

  private HttpRequest entry(int number) {
    int member = member(number);
    return xcap(selector(member))
        .header("Content-Type", "application/xcap-el+xml")
        .PUT(BodyPublishers.ofString(Documents.member(member, "Turn " + number)))
        .build();
  }

  private HttpRequest read(int number) {
    return xcap(selector(member(number))).GET().build();
  }

  /// All over the document.
  private int member(int number) {
    return (int) (number * 7919L % members);
  }

  private static String selector(int member) {
    return "/~~/group/list-service/list/entry%5B@uri=%22sip:user" + member + "@example.org%22%5D";
  }

  private HttpRequest patch(String patch) {
    return admin()
        .header("Content-Type", "application/merge-patch+json")
        .method("PATCH", BodyPublishers.ofString(patch))
        .build();
  }

  private HttpRequest.Builder admin() {
    return HttpRequest.newBuilder(service.at(BY_REST))
        .header("Authorization", Requests.basic(Backends.ADMIN, Backends.ADMIN));
  }

  private HttpRequest.Builder xcap(String selector) {
    return HttpRequest.newBuilder(service.at(BY_XCAP + selector))
        .header("Authorization", Requests.basic("u0@example.org", "u0"));
  }
}
