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
    if (messageId != null && !isMessageId(messageId)) {
      throw bad("messageId", "visible characters");
    }
    if (MsrpHeader.hasControls(contentType)) {
      throw bad("contentType", "no control characters");
    }
    if (MsrpHeader.hasControls(useNickname)) {
      throw bad("useNickname", "no control characters");
    }
  }

  private static IllegalArgumentException bad(String field, String expected) {
    return new IllegalArgumentException(
        "requestHead." + field + ": not printable (expected: " + expected + ")");
  }

  /// Whether `text` may stand in a Message-ID header. RFC 4975 §9 has an ident there; whatever is
  /// visible and one word is taken.
  public static boolean isMessageId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return !text.isEmpty();
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
    return of(
        transaction, MsrpMethod.NICKNAME, toPath, fromPath, Nickname.quote(nickname), List.of());
  }

  /// The report about `range` of the message that `send` belongs to (RFC 4975 §7.1.2): to all of
  /// its From-Path, from the URI that was addressed.
  ///
  /// @throws IllegalArgumentException when `send` has no Message-ID
  public static RequestHead reportOn(
      RequestHead send, TransactionId transaction, ByteRange range, MsrpStatus status) {
    String messageId = send.messageId();
    if (messageId == null) {
      throw bad("messageId", "one that can be reported on");
    }
    MsrpPath own = MsrpPath.of(send.toPath().last());
    return report(transaction, send.fromPath(), own, messageId, range, status);
  }

  /// A request for the use of a relay (RFC 4976 §5.1). `Authorization` and `Expires` go into
  /// `headers`.
  public static RequestHead auth(
      TransactionId transaction, MsrpPath toPath, MsrpPath fromPath, List<MsrpHeader> headers) {
    return of(transaction, MsrpMethod.AUTH, toPath, fromPath, null, headers);
  }

  /// A request about no message.
  private static RequestHead of(
      TransactionId transaction,
      MsrpMethod method,
      MsrpPath toPath,
      MsrpPath fromPath,
      @Nullable String useNickname,
      List<MsrpHeader> headers) {
    return new RequestHead(
        transaction,
        method,
        toPath,
        fromPath,
        null,
        false,
        FailureReport.YES,
        null,
        null,
        useNickname,
        null,
        headers);
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

  /// Another chunk of the same message.
  public RequestHead withChunk(TransactionId id, ByteRange range) {
    return new RequestHead(
        id,
        method,
        toPath,
        fromPath,
        messageId,
        successReport,
        failureReport,
        range,
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

  /// The value of the first header of that name, compared without case, that has no field here;
  /// null when there is none.
  public @Nullable String header(String name) {
    return MsrpHeader.find(headers, name);
  }
}
