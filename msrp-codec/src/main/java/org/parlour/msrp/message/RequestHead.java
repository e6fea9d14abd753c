package org.parlour.msrp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request without its body.
///
/// @param messageId null where there is none; never in a SEND or REPORT that was decoded
/// @param byteRange null when absent, see [#range()]
/// @param status of a REPORT, null elsewhere
/// @param useNickname the value of Use-Nickname as it came (RFC 7701 §7.1), see [Nickname]
/// @param contentType null when there is no body
/// @param headers others, in their order
public record RequestHead(
    TransactionId transaction,
    MsrpMethod method,
    MsrpPath toPath,
    MsrpPath fromPath,
    @Nullable String messageId,
    boolean successReport,
    FailureReport failureReport,
    @Nullable ByteRange byteRange,
    @Nullable MsrpStatus status,
    @Nullable String useNickname,
    @Nullable String contentType,
    List<MsrpHeader> headers) {
  public RequestHead {
    headers = List.copyOf(headers);
  }

  /// A SEND of a whole message, by `Failure-Report: yes`; change it by the `with` methods.
  public static RequestHead send(
      TransactionId transaction,
      MsrpPath toPath,
      MsrpPath fromPath,
      String messageId,
      @Nullable ByteRange byteRange,
      @Nullable String contentType) {
    return new RequestHead(
        transaction,
        MsrpMethod.SEND,
        toPath,
        fromPath,
        messageId,
        false,
        FailureReport.YES,
        byteRange,
        null,
        null,
        contentType,
        List.of());
  }

  /// The report about `range` of a message (RFC 4975 §7.1.2).
  public static RequestHead report(
      TransactionId transaction,
      MsrpPath toPath,
      MsrpPath fromPath,
      String messageId,
      ByteRange range,
      MsrpStatus status) {
    return new RequestHead(
        transaction,
        MsrpMethod.REPORT,
        toPath,
        fromPath,
        messageId,
        false,
        FailureReport.YES,
        range,
        status,
        null,
        null,
        List.of());
  }

  /// Asks for `nickname`; empty text gives it back (RFC 7701 §7.1).
  public static RequestHead nickname(
      TransactionId transaction, MsrpPath toPath, MsrpPath fromPath, String nickname) {
    return new RequestHead(
        transaction,
        MsrpMethod.NICKNAME,
        toPath,
        fromPath,
        null,
        false,
        FailureReport.YES,
        null,
        null,
        Nickname.quote(nickname),
        null,
        List.of());
  }

  public RequestHead withReports(boolean success, FailureReport failure) {
    return new RequestHead(
        transaction,
        method,
        toPath,
        fromPath,
        messageId,
        success,
        failure,
        byteRange,
        status,
        useNickname,
        contentType,
        headers);
  }

  public RequestHead withHeaders(List<MsrpHeader> others) {
    return new RequestHead(
        transaction,
        method,
        toPath,
        fromPath,
        messageId,
        successReport,
        failureReport,
        byteRange,
        status,
        useNickname,
        contentType,
        others);
  }

  /// The range, [ByteRange#WHOLE] when none was stated.
  public ByteRange range() {
    return byteRange == null ? ByteRange.WHOLE : byteRange;
  }
}
