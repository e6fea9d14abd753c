package org.parlour.interop.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.CoreAddress;
import org.parlour.client.DocumentSubscription;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// Documents are written by XCAP and by REST, and who may read them is told over SIP.
@ExtendWith(SuiteExtension.class)
class DocumentWatchIT {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final RunningSuite suite;

  DocumentWatchIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Reader arrives(String name) {
    InetSocketAddress core = new InetSocketAddress("127.0.0.1", suite.addresses().labCorePort());
    return Reader.arrives(name, CoreAddress.tcp(core), suite.addresses().xdm());
  }

  @Test
  @Spec({"RFC 5875", "RFC 5874"})
  void theOwnerIsToldOfEachChangeWithinASecond() {
    try (Reader erin = arrives("erin")) {
      String before = erin.writes("before");
      DocumentSubscription subscription = erin.subscribes(false);
      assertThat(erin.isTold(before, Reader.PATIENCE).previousEtag()).isNull();
      assertThat(erin.diffs().getFirst().root()).endsWith("/xcap-root");

      String previous = before;
      for (int i = 0; i < 10; i++) {
        String etag = erin.writes("list-" + i);
        long from = System.nanoTime();
        XcapDiff.Document told = erin.isTold(etag, SOON);
        System.out.printf(
            "told after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
        assertThat(told.previousEtag()).isEqualTo(previous);
        previous = etag;
      }
      erin.deletes();
      await().atMost(SOON).until(() -> erin.told().getLast().newEtag() == null);
      assertThat(erin.told().getLast().previousEtag()).isEqualTo(previous);

      int notified = erin.diffs().size();
      subscription.close();
      await().atMost(SOON).until(() -> erin.diffs().size() > notified);
      String after = erin.writes("after");
      try (Reader again = arrives("erin")) {
        again.subscribes(true);
        again.isTold(after, Reader.PATIENCE);
      }
      assertThat(erin.told()).extracting(XcapDiff.Document::newEtag).doesNotContain(after);
      erin.deletes();
    }
  }

  @Test
  @Spec({"RFC 5875", "RFC 5874"})
  void aMemberIsToldOfWhatAnAdministratorChangesInAGroup() {
    String group = "sip:watched@im.example.org";
    String document = "org.openmobilealliance.groups/global/byGroupID/" + group;
    try (Reader carol = arrives("carol")) {
      carol.subscribes(false, document);
      await().atMost(Reader.PATIENCE).until(() -> !carol.diffs().isEmpty());
      assertThat(carol.told(document)).isEmpty();

      String made = administrator("PUT", group, member(carol), 201);
      String changed = administrator("PUT", group, member(carol), 200);
      await().atMost(Reader.PATIENCE).until(() -> carol.told(document).size() >= 2);
      administrator("PUT", group, "{\"displayName\":\"Watched\",\"members\":[]}", 200);
      await().atMost(Reader.PATIENCE).until(() -> carol.told(document).size() >= 3);

      assertThat(carol.told(document))
          .extracting(XcapDiff.Document::previousEtag, XcapDiff.Document::newEtag)
          .containsExactly(tuple(null, made), tuple(made, changed), tuple(changed, null));
      administrator("DELETE", group, null, 204);
    }
  }

  private static String member(Reader reader) {
    return "{\"displayName\":\"Watched\",\"members\":[{\"address\":\"%s\"}]}"
        .formatted(reader.address());
  }

  /// @return the ETag, without quotes
  private String administrator(String method, String group, String json, int status) {
    HttpResponse<String> answer =
        suite
            .rest()
            .exchange(method, suite.addresses().xdm().resolve("/api/v1/groups/" + group), json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.headers().firstValue("ETag").orElse("").replace("\"", "");
  }
}
