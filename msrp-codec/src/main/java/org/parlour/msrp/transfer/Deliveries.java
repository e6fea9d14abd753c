package org.parlour.msrp.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;

/// What the reports say about the messages that were sent in one session (RFC 4975 §7.1.2). A
/// report may tell of a part; a message has arrived when the parts are all of it, and has failed
/// with the first part that has.
///
/// One owner: not thread-safe.
///
/// @param <T> what the owner wants back with the news
public final class Deliveries<T> {
  /// What a report tells.
  public sealed interface News<T> {
    /// It is about nothing that is waited for: ignored, never answered.
    record Unknown<T>() implements News<T> {}

    /// Some of the message arrived.
    record Partial<T>(T context) implements News<T> {}

    record Delivered<T>(T context) implements News<T> {}

    record Failed<T>(T context, MsrpStatus status) implements News<T> {}
  }

  private record Sent<T>(T context, Spans arrived) {}

  private final int most;
  private final Map<String, Sent<T>> open = new LinkedHashMap<>();

  /// @param most messages that are waited for; the oldest one is forgotten for another
  public Deliveries(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("deliveries: " + most + " (expected: 1 or more)");
    }
    this.most = most;
  }

  /// Waits for reports about a message.
  public void sent(String messageId, T context) {
    open.put(messageId, new Sent<>(context, new Spans()));
    if (open.size() > most) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /// Takes a REPORT.
  public News<T> reported(RequestHead report) {
    String id = report.messageId();
    Sent<T> sent = id == null ? null : open.get(id);
    MsrpStatus status = report.status();
    if (id == null || sent == null || status == null) {
      return new News.Unknown<>();
    }
    if (!status.isSuccess()) {
      open.remove(id);
      return new News.Failed<>(sent.context(), status);
    }
    if (!arrivedWhole(sent.arrived(), report.byteRange())) {
      return new News.Partial<>(sent.context());
    }
    open.remove(id);
    return new News.Delivered<>(sent.context());
  }

  /// A report without range, or with a range that says neither end nor total, is about all.
  private boolean arrivedWhole(Spans arrived, @Nullable ByteRange range) {
    if (range == null) {
      return true;
    }
    long end = range.last() == ByteRange.UNKNOWN ? range.total() : range.last();
    if (end == ByteRange.UNKNOWN) {
      return true;
    }
    arrived.add(range.first() - 1, end);
    return range.total() != ByteRange.UNKNOWN && arrived.cover(range.total());
  }

  /// Waits for no more reports about a message.
  public void forget(String messageId) {
    open.remove(messageId);
  }

  /// How many messages are waited for.
  public int size() {
    return open.size();
  }
}
