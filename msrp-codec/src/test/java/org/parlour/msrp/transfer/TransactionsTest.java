package org.parlour.msrp.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §7.1.1")
class TransactionsTest {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Transactions<String> transactions = new Transactions<>();

  private static RequestHead send(String id, FailureReport failureReport) {
    return RequestHead.send(new TransactionId(id), PATH, PATH, "m1", null, null)
        .withReports(false, failureReport);
  }

  private static MsrpResponse ok(RequestHead request) {
    return MsrpResponse.to(request, MsrpStatus.OK);
  }

  @Test
  void givesBackWhatWasSentWithTheAnswer() {
    RequestHead request = send("tA000001", FailureReport.YES);
    assertThat(transactions.sent(request, "one", 0)).isTrue();

    assertThat(transactions.answered(ok(request))).isEqualTo("one");
    assertThat(transactions.answered(ok(request))).isNull();
    assertThat(transactions.nextDueNanos()).isEmpty();
  }

  @Test
  void givesUpAfterThirtySeconds() {
    transactions.sent(send("tA000001", FailureReport.YES), "one", 5);
    transactions.sent(send("tA000002", FailureReport.YES), "two", 6);

    assertThat(transactions.nextDueNanos()).hasValue(30 * SECOND + 5);
    assertThat(transactions.expire(30 * SECOND + 4)).isEmpty();
    assertThat(transactions.expire(30 * SECOND + 5)).containsExactly("one");
    assertThat(transactions.size()).isOne();
  }

  @Test
  void measuresAcrossAClockThatWraps() {
    long late = Long.MAX_VALUE - SECOND;
    transactions.sent(send("tA000001", FailureReport.YES), "one", late);

    assertThat(transactions.expire(late + 29 * SECOND)).isEmpty();
    assertThat(transactions.expire(late + 31 * SECOND)).containsExactly("one");
  }

  @Test
  void takesSilenceForSuccessWhenOnlyErrorsAreAnswered() {
    RequestHead silent = send("tA000001", FailureReport.PARTIAL);
    RequestHead refused = send("tA000002", FailureReport.PARTIAL);
    transactions.sent(silent, "silent", 0);
    transactions.sent(refused, "refused", 0);

    assertThat(transactions.answered(MsrpResponse.to(refused, MsrpStatus.STOP_SENDING)))
        .isEqualTo("refused");
    assertThat(transactions.expire(31 * SECOND)).isEmpty();
    assertThat(transactions.size()).isZero();
  }

  @Test
  void waitsForNothingThatNeverComes() {
    RequestHead report =
        RequestHead.report(
            new TransactionId("tA000001"), PATH, PATH, "m1", ByteRange.WHOLE, MsrpStatus.OK);

    assertThat(transactions.sent(send("tA000002", FailureReport.NO), "quiet", 0)).isFalse();
    assertThat(transactions.sent(report, "report", 0)).isFalse();
    assertThat(transactions.size()).isZero();
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void waitsForTheAnswerToANickname() {
    RequestHead nickname =
        RequestHead.nickname(new TransactionId("tA000001"), PATH, PATH, "Captain");

    assertThat(transactions.sent(nickname, "nickname", 0)).isTrue();
    assertThat(transactions.expire(31 * SECOND)).containsExactly("nickname");
  }

  @Test
  void loseAllWithTheConnection() {
    transactions.sent(send("tA000001", FailureReport.YES), "one", 0);
    transactions.sent(send("tA000002", FailureReport.PARTIAL), "two", 0);

    assertThat(transactions.clear()).containsExactly("one", "two");
    assertThat(transactions.size()).isZero();
  }
}
