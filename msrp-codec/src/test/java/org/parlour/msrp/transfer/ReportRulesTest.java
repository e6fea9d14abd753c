package org.parlour.msrp.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

class ReportRulesTest {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");
  private static final TransactionId ID = new TransactionId("tA7c3e9f1");

  @ParameterizedTest
  @CsvSource({
    "YES, 200, true", "YES, 413, true",
    "PARTIAL, 200, false", "PARTIAL, 413, true",
    "NO, 200, false", "NO, 413, false",
  })
  @Spec("RFC 4975 §7.2")
  void answersASendAsItsFailureReportSays(FailureReport wanted, int code, boolean answered) {
    RequestHead send = RequestHead.send(ID, PATH, PATH, "m1", null, null).withReports(true, wanted);

    assertThat(ReportRules.answers(send, MsrpStatus.of(code))).isEqualTo(answered);
    assertThat(ReportRules.reportsSuccess(send)).isTrue();
    assertThat(ReportRules.reportsFailure(send)).isEqualTo(wanted != FailureReport.NO);
  }

  @Test
  @Spec("RFC 4975 §7.1.2")
  void neverAnswersAReport() {
    RequestHead report = RequestHead.report(ID, PATH, PATH, "m1", ByteRange.WHOLE, MsrpStatus.OK);

    assertThat(ReportRules.answers(report, MsrpStatus.BAD_REQUEST)).isFalse();
    assertThat(ReportRules.reportsSuccess(report)).isFalse();
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void alwaysAnswersANickname() {
    assertThat(ReportRules.answers(RequestHead.nickname(ID, PATH, PATH, "x"), MsrpStatus.OK))
        .isTrue();
  }
}
