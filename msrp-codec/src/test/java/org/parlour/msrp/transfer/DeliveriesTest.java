package org.parlour.msrp.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.transfer.Deliveries.News;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §7.1.2")
class DeliveriesTest {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");

  private final Deliveries<String> deliveries = new Deliveries<>(2);

  private News<String> report(String messageId, String range, MsrpStatus status) {
    ByteRange parsed = ByteRange.parse(range);
    return deliveries.reported(
        RequestHead.report(
            new TransactionId("tR000001"),
            PATH,
            PATH,
            messageId,
            parsed == null ? ByteRange.WHOLE : parsed,
            status));
  }

  @Test
  void addsUpWhatArrived() {
    deliveries.sent("m1", "one");

    assertThat(report("m1", "6-14/14", MsrpStatus.OK)).isEqualTo(new News.Partial<>("one"));
    assertThat(report("m1", "1-4/14", MsrpStatus.OK)).isEqualTo(new News.Partial<>("one"));
    assertThat(report("m1", "3-5/14", MsrpStatus.OK)).isEqualTo(new News.Delivered<>("one"));
    assertThat(report("m1", "1-14/14", MsrpStatus.OK)).isEqualTo(new News.Unknown<>());
  }

  @Test
  void takesAnOpenRangeForAll() {
    deliveries.sent("m1", "one");
    deliveries.sent("m2", "two");

    assertThat(report("m1", "1-*/*", MsrpStatus.OK)).isEqualTo(new News.Delivered<>("one"));
    assertThat(report("m2", "1-*/9", MsrpStatus.OK)).isEqualTo(new News.Delivered<>("two"));
  }

  @Test
  void failsWithTheFirstPartThatDoes() {
    deliveries.sent("m1", "one");
    report("m1", "1-4/14", MsrpStatus.OK);

    assertThat(report("m1", "5-14/14", MsrpStatus.TIMEOUT))
        .isEqualTo(new News.Failed<>("one", MsrpStatus.TIMEOUT));
    assertThat(deliveries.size()).isZero();
  }

  @Test
  void waitsForTheLatestMessagesOnly() {
    deliveries.sent("m1", "one");
    deliveries.sent("m2", "two");
    deliveries.sent("m3", "three");
    deliveries.forget("m2");

    assertThat(report("m1", "1-1/1", MsrpStatus.OK)).isEqualTo(new News.Unknown<>());
    assertThat(report("m2", "1-1/1", MsrpStatus.OK)).isEqualTo(new News.Unknown<>());
    assertThat(report("m3", "1-1/1", MsrpStatus.OK)).isEqualTo(new News.Delivered<>("three"));
  }

  @Test
  void knowsAnEmptyMessage() {
    deliveries.sent("m1", "one");

    assertThat(report("m1", "1-0/0", MsrpStatus.OK)).isEqualTo(new News.Delivered<>("one"));
  }
}
