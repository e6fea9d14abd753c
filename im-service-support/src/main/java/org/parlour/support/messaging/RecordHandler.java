package org.parlour.support.messaging;

import java.util.List;

/// What a service does with the records of one poll.
///
/// Runs on the loop's thread. When it returns, the offsets are committed. An exception other than
/// [RetryLater] is a defect: the loop then hands over the records one by one and puts the one that
/// fails alone into the dead letters.
@FunctionalInterface
public interface RecordHandler<V> {
  void handle(List<ReceivedRecord<V>> records) throws RetryLater;

  /// Something that the handler needs is away (a database, say): nothing was done, the same records
  /// come again after a pause.
  final class RetryLater extends Exception {
    private static final long serialVersionUID = 1L;

    public RetryLater(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
