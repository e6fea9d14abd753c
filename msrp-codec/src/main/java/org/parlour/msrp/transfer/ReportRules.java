package org.parlour.msrp.transfer;

import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;

/// When a request is answered and when a report is due (RFC 4975 §7.1.1, §7.1.2, §7.2).
public final class ReportRules {
  private ReportRules() {}

  /// Whether `request` gets a response with `status` at all.
  public static boolean answers(RequestHead request, MsrpStatus status) {
    return switch (request.method()) {
      case REPORT -> false;
      case SEND ->
          switch (request.failureReport()) {
            case YES -> true;
            case PARTIAL -> !status.isSuccess();
            case NO -> false;
          };
      case NICKNAME, AUTH, UNKNOWN -> true;
    };
  }

  /// Whether the sender of the message that `request` belongs to wants to hear of its arrival.
  public static boolean reportsSuccess(RequestHead request) {
    return request.method() == MsrpMethod.SEND && request.successReport();
  }

  /// Whether a failure that comes to light after the response is reported.
  public static boolean reportsFailure(RequestHead request) {
    return request.method() == MsrpMethod.SEND && request.failureReport() != FailureReport.NO;
  }
}
