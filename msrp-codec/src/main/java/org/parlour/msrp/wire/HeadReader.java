package org.parlour.msrp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
/// transaction id and paths are what a 400 needs. Fields that a connection repeats are remembered
/// by their octets, so that most heads cost three strings and no parsing.
final class HeadReader {
  private static final byte[] PROTOCOL = {'M', 'S', 'R', 'P', ' '};

  private final LastValue<MsrpMethod> methods =
      new LastValue<>("method: no upper-case word (expected: SEND or another)", MsrpMethod::parse);
  private final LastValue<MsrpStatus> statuses =
      new LastValue<>("status: not three digits and a comment", MsrpStatus::parse);
  private final LastValue<MsrpPath> toPaths = new LastValue<>("To-Path: no text", MsrpPath::parse);
  private final LastValue<MsrpPath> fromPaths =
      new LastValue<>("From-Path: no text", MsrpPath::parse);
  private final LastValue<String> contentTypes =
      new LastValue<>("Content-Type: not readable (expected: type/subtype)", HeadReader::mediaType);
  private final LastValue<FailureReport> failureReports =
      new LastValue<>(
          "Failure-Report: not readable (expected: yes, partial or no)", FailureReport::of);

  private final MsrpLimits limits;

  private @Nullable TransactionId transaction;
  private @Nullable MsrpMethod method;
  private boolean response;
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

  HeadReader(MsrpLimits limits) {
    this.limits = limits;
  }

  /// Reads the start line, the first `length` octets of `line`.
  ///
  /// @return null, or why framing is lost: without a transaction id nobody knows the end
  @Nullable String begin(byte[] line, int length) {
    int from = PROTOCOL.length;
    if (length < from || !Arrays.equals(line, 0, from, PROTOCOL, 0, from)) {
      return "start line: no MSRP (expected: MSRP, transaction id, method or code)";
    }
    int space = from;
    while (space < length && line[space] != ' ') {
      space++;
    }
    try {
      transaction =
          new TransactionId(new String(line, from, space - from, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return "transactionId: not an ident (expected: 4 to 32 of A-Z a-z 0-9 . - + % =)";
    }
    int what = space + 1;
    if (what >= length) {
      return "method: none (expected: SEND or another, or a code)";
    }
    response = line[what] >= '0' && line[what] <= '9';
    try {
      if (response) {
        responseStatus = statuses.read(line, what, length);
      } else {
        method = methods.read(line, what, length);
      }
    } catch (IllegalArgumentException e) {
      fail(reason(e));
    }
    return null;
  }

  /// Forgets the head that was read.
  void reset() {
    transaction = null;
    method = null;
    response = false;
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
    return response;
  }

  /// Reads a header line, the first `length` octets of `line`.
  void header(byte[] line, int length) {
    int colon = 0;
    while (colon < length && line[colon] != ':') {
      colon++;
    }
    if (colon == 0 || colon == length) {
      fail("header: no name (expected: name: value)");
      return;
    }
    int from = colon + 1;
    while (from < length && line[from] == ' ') {
      from++;
    }
    int to = length;
    while (to > from && line[to - 1] == ' ') {
      to--;
    }
    HeaderName name = HeaderName.of(line, 0, colon);
    if (name != HeaderName.OTHER && isRepeated(name)) {
      fail(name.text() + ": twice (expected: once)");
      return;
    }
    try {
      value(name, line, colon, from, to);
    } catch (IllegalArgumentException e) {
      fail(reason(e));
    }
  }

  private boolean isRepeated(HeaderName name) {
    int bit = 1 << name.ordinal();
    boolean repeated = (seen & bit) != 0;
    seen |= bit;
    return repeated;
  }

  private void value(HeaderName name, byte[] line, int colon, int from, int to) {
    switch (name) {
      case TO_PATH -> toPath = limited(toPaths.read(line, from, to));
      case FROM_PATH -> fromPath = limited(fromPaths.read(line, from, to));
      case CONTENT_TYPE -> contentType = contentTypes.read(line, from, to);
      case MESSAGE_ID -> messageId = messageId(text(name, line, from, to));
      case SUCCESS_REPORT -> successReport = yesOrNo(text(name, line, from, to));
      case FAILURE_REPORT -> failureReport = failureReports.read(line, from, to);
      case BYTE_RANGE ->
          byteRange =
              require(name, ByteRange.parse(text(name, line, from, to)), "first-last/total");
      case STATUS -> status = reportStatus(text(name, line, from, to));
      case USE_NICKNAME -> useNickname = text(name, line, from, to);
      case OTHER -> {
        if (others.isEmpty()) {
          others = new ArrayList<>();
        }
        others.add(new MsrpHeader(text(name, line, 0, colon), text(name, line, from, to)));
      }
    }
  }

  private static String text(HeaderName name, byte[] line, int from, int to) {
    return require(name, Text.read(line, from, to), "UTF-8 without control characters");
  }

  private MsrpPath limited(MsrpPath path) {
    if (path.uris().size() > limits.pathUris()) {
      throw new IllegalArgumentException(
          "path: " + path.uris().size() + " URIs (expected: at most " + limits.pathUris() + ")");
    }
    return path;
  }

  private String messageId(String text) {
    boolean valid = RequestHead.isMessageId(text) && text.length() <= limits.messageIdBytes();
    return require(HeaderName.MESSAGE_ID, valid ? text : null, "an ident");
  }

  private static @Nullable String mediaType(String text) {
    return text.isEmpty() ? null : text;
  }

  private static boolean yesOrNo(String text) {
    boolean yes = text.equalsIgnoreCase("yes");
    if (!yes && !text.equalsIgnoreCase("no")) {
      throw new IllegalArgumentException("Success-Report: " + text + " (expected: yes or no)");
    }
    return yes;
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

  private static String reason(IllegalArgumentException e) {
    String reason = e.getMessage();
    return reason == null ? "head: not readable" : reason;
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

  /// What was read as something that is answered with 400, unless it is a response, a report or a
  /// request that wants no answer.
  Malformed malformed(String reason, boolean framingLost) {
    boolean silent = response || method == MsrpMethod.REPORT || failureReport == FailureReport.NO;
    return new Malformed(reason, silent ? null : transaction, toPath, fromPath, framingLost);
  }
}
