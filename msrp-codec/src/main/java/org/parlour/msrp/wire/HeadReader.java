package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;

/// Collects the lines of one head. Used again for the next one after [#reset].
///
/// The first bad field is remembered as [#problem()]: the head goes on being read, for its
/// transaction id and paths are what a 400 needs.
final class HeadReader {
  private static final byte[] PROTOCOL = {'M', 'S', 'R', 'P', ' '};
  private static final int LONGEST_MESSAGE_ID = 256;

  private final LastValue<MsrpPath> toPaths = new LastValue<>(MsrpPath::parse);
  private final LastValue<MsrpPath> fromPaths = new LastValue<>(MsrpPath::parse);
  private final LastValue<String> contentTypes = new LastValue<>(String::strip);

  private @Nullable TransactionId transaction;
  private @Nullable MsrpMethod method;
  private @Nullable MsrpStatus responseStatus;
  private @Nullable MsrpPath toPath;
  private @Nullable MsrpPath fromPath;
  private @Nullable String messageId;
  private boolean successReport;
  private FailureReport failureReport = FailureReport.YES;
  private @Nullable ByteRange byteRange;
  private @Nullable MsrpStatus status;
  private @Nullable String useNickname;
  private @Nullable String contentType;
  private List<MsrpHeader> others = List.of();
  private int seen;
  private @Nullable String problem;

  /// Reads the start line in `[from, to)`, without its CR LF.
  ///
  /// @return null, or why framing is lost
  @Nullable String begin(ByteBuf in, int from, int to) {
    for (int i = 0; i < PROTOCOL.length; i++) {
      if (from + i >= to || in.getByte(from + i) != PROTOCOL[i]) {
        return "start line: no MSRP (expected: MSRP, transaction id, method or code)";
      }
    }
    String line = Text.read(in, from + PROTOCOL.length, to - from - PROTOCOL.length);
    int space = line == null ? -1 : line.indexOf(' ');
    if (line == null || space < 0) {
      return "start line: too short or no text (expected: MSRP, transaction id, method or code)";
    }
    String id = line.substring(0, space);
    String what = line.substring(space + 1);
    if (!TransactionId.isValid(id)) {
      return "transactionId: not an ident (expected: 4 to 32 of A-Z a-z 0-9 . - + % =)";
    }
    transaction = new TransactionId(id);
    responseStatus = MsrpStatus.parse(what);
    if (responseStatus == null) {
      if (what.isEmpty() || !what.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
        return "method: no upper-case word or 3 digits (expected: SEND or another)";
      }
      method = MsrpMethod.of(what);
    }
    return null;
  }

  /// Forgets the head that was read.
  void reset() {
    transaction = null;
    method = null;
    responseStatus = null;
    toPath = null;
    fromPath = null;
    messageId = null;
    successReport = false;
    failureReport = FailureReport.YES;
    byteRange = null;
    status = null;
    useNickname = null;
    contentType = null;
    others = List.of();
    seen = 0;
    problem = null;
  }

  /// The id of the head that was begun.
  TransactionId transaction() {
    TransactionId current = transaction;
    if (current == null) {
      throw new IllegalStateException("no start line was read");
    }
    return current;
  }

  boolean isResponse() {
    return responseStatus != null;
  }

  /// Reads the header line in `[from, to)`, without its CR LF.
  void header(ByteBuf in, int from, int to) {
    int colon = in.indexOf(from, to, (byte) ':');
    if (colon <= from) {
      fail("header: no name (expected: name: value)");
      return;
    }
    int start = colon + 1;
    while (start < to && in.getByte(start) == ' ') {
      start++;
    }
    int end = to;
    while (end > start && in.getByte(end - 1) == ' ') {
      end--;
    }
    HeaderName name = HeaderName.of(in, from, colon);
    if (name != HeaderName.OTHER && isRepeated(name)) {
      fail(name.text() + ": twice (expected: once)");
      return;
    }
    try {
      value(name, in, from, colon, start, end - start);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      fail(reason == null ? name.text() : reason);
    }
  }

  private boolean isRepeated(HeaderName name) {
    int bit = 1 << name.ordinal();
    boolean repeated = (seen & bit) != 0;
    seen |= bit;
    return repeated;
  }

  private void value(HeaderName name, ByteBuf in, int from, int colon, int start, int length) {
    switch (name) {
      case TO_PATH -> toPath = toPaths.read(in, start, length);
      case FROM_PATH -> fromPath = fromPaths.read(in, start, length);
      case CONTENT_TYPE -> contentType = contentTypes.read(in, start, length);
      case MESSAGE_ID -> messageId = messageId(text(name, in, start, length));
      case SUCCESS_REPORT -> successReport = yesOrNo(text(name, in, start, length));
      case FAILURE_REPORT ->
          failureReport =
              require(name, FailureReport.of(text(name, in, start, length)), "yes, partial or no");
      case BYTE_RANGE ->
          byteRange =
              require(name, ByteRange.parse(text(name, in, start, length)), "first-last/total");
      case STATUS -> status = reportStatus(text(name, in, start, length));
      case USE_NICKNAME -> useNickname = text(name, in, start, length);
      case OTHER -> {
        if (others.isEmpty()) {
          others = new ArrayList<>();
        }
        others.add(
            new MsrpHeader(text(name, in, from, colon - from), text(name, in, start, length)));
      }
    }
  }

  private static String text(HeaderName name, ByteBuf in, int start, int length) {
    return require(name, Text.read(in, start, length), "UTF-8 without control characters");
  }

  private static String messageId(String text) {
    boolean valid =
        !text.isEmpty()
            && text.length() <= LONGEST_MESSAGE_ID
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return require(HeaderName.MESSAGE_ID, valid ? text : null, "an ident");
  }

  private static boolean yesOrNo(String text) {
    if (!text.equals("yes") && !text.equals("no")) {
      throw new IllegalArgumentException("Success-Report: " + text + " (expected: yes or no)");
    }
    return text.equals("yes");
  }

  /// `namespace code comment`, of which only namespace 000 is defined (RFC 4975 §7.1.2).
  private static MsrpStatus reportStatus(String text) {
    MsrpStatus parsed = text.startsWith("000 ") ? MsrpStatus.parse(text.substring(4)) : null;
    return require(HeaderName.STATUS, parsed, "000, a code and a comment");
  }

  private static <T> T require(HeaderName name, @Nullable T value, String expected) {
    if (value == null) {
      throw new IllegalArgumentException(
          name.text() + ": not readable (expected: " + expected + ")");
    }
    return value;
  }

  private void fail(String reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  /// Why the head cannot be used, once all its lines were read; null when it can.
  @Nullable String problem() {
    if (problem == null) {
      if (toPath == null) {
        problem = "To-Path: none (expected: one)";
      } else if (fromPath == null) {
        problem = "From-Path: none (expected: one)";
      } else if (messageId == null && (method == MsrpMethod.SEND || method == MsrpMethod.REPORT)) {
        problem = "Message-ID: none (expected: one)";
      } else if (method == MsrpMethod.REPORT && status == null) {
        problem = "Status: none (expected: one)";
      }
    }
    return problem;
  }

  /// The request that the lines were. Only without a [#problem()].
  RequestHead request() {
    if (method == null || toPath == null || fromPath == null) {
      throw new IllegalStateException("request: incomplete, " + problem());
    }
    return new RequestHead(
        transaction(),
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

  /// The response that the lines were. Only without a [#problem()].
  MsrpResponse response() {
    if (responseStatus == null || toPath == null || fromPath == null) {
      throw new IllegalStateException("response: incomplete, " + problem());
    }
    return new MsrpResponse(transaction(), responseStatus, toPath, fromPath, others);
  }

  Malformed malformed(String reason, boolean framingLost) {
    return new Malformed(reason, isResponse() ? null : transaction, toPath, fromPath, framingLost);
  }
}
