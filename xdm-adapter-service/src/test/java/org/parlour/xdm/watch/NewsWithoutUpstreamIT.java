package org.parlour.xdm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.xdm.XdmApplication;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/// Answers say what is here: they do not wait for a server that keeps documents and is away.
class NewsWithoutUpstreamIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ImAddress UMA = ImAddress.parse("sip:uma@example.org");
  private static final String GROUP =
      "org.openmobilealliance.groups/global/byGroupID/sip:far@im.example.org";

  @Test
  void aQuestionIsAnsweredWhileTheUpstreamIsAway() {
    try (ConfigurableApplicationContext service = start()) {
      service
          .getBean(DocumentQuestions.class)
          .asked(new DocumentsQuestion("away", UMA, List.of("/", GROUP)));

      List<DocumentsFound> answers =
          await()
              .atMost(10, TimeUnit.SECONDS)
              .until(
                  () -> TestBroker.commands(UMA.toString(), DocumentsFound.class),
                  found -> !found.isEmpty());
      assertThat(answers.getFirst().places()).contains(GROUP);
      assertThat(answers.getFirst().documents()).isEmpty();
    }
  }

  private static ConfigurableApplicationContext start() {
    return ServiceRunner.builder("xdm-adapter", XdmApplication.class)
        .run(
            "--server.port=0",
            "--im.kafka.bootstrap-servers=" + TestBroker.address(),
            "--im.kafka.small-topics=true",
            "--im.xdm.watch.interval=50ms",
            "--im.xdm.commands.group=news-without-upstream-it",
            "--im.xdm.upstream.uri=http://127.0.0.1:1/xcap-root",
            "--im.admin.password=for-this-test",
            "--spring.datasource.url=" + DATABASE.url(),
            "--spring.datasource.username=" + DATABASE.user(),
            "--spring.datasource.password=" + DATABASE.password());
  }
}
