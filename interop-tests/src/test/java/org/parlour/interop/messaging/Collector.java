package org.parlour.interop.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordHandler;

/// Remembers what a loop handed over.
final class Collector<V> implements RecordHandler<V> {
  private final List<V> values = new CopyOnWriteArrayList<>();

  @Override
  public void handle(List<ReceivedRecord<V>> records) {
    records.forEach(record -> values.add(record.value()));
  }

  List<V> values() {
    return values;
  }
}
