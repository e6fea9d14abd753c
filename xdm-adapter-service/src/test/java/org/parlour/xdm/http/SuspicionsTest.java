package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.Suspicion;
import org.slf4j.LoggerFactory;

class SuspicionsTest {
  private static final ImAddress EVE = ImAddress.sip("eve", "example.net");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Suspicions.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final Suspicions suspicions = new Suspicions(metrics, () -> now);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(log);
  }

  @Test
  void operatorsReadWhoTriedWhat() {
    suspicions.tell(Suspicion.OTHER_TREE, "192.0.2.1", EVE);
    now = now.plusSeconds(1);
    suspicions.tell(Suspicion.PATH, "192.0.2.2", null);

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "XCAP request refused, other-tree: from 192.0.2.1, user sip:eve@example.net",
            "XCAP request refused, path: from 192.0.2.2, user nobody");
  }

  @Test
  void manyAreCountedAndDoNotFillTheLog() {
    for (int i = 0; i < 1000; i++) {
      suspicions.tell(Suspicion.DEPTH, "192.0.2.1", EVE);
    }

    assertThat(log.list).hasSize(1);
    assertThat(metrics.counter("im.xdm.xcap.suspicious", "kind", "depth").count()).isEqualTo(1000);
  }
}
