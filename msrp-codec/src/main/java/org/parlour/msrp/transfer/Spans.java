package org.parlour.msrp.transfer;

import java.util.Map;
import java.util.TreeMap;

/// Which octets of a message are accounted for: intervals from 0, end exclusive, neither
/// overlapping nor adjacent.
final class Spans {
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  void add(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = ends.floorEntry(start);
    if (before != null && before.getValue() >= start) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> after = ends.ceilingEntry(from);
    while (after != null && after.getKey() <= to) {
      to = Math.max(to, after.getValue());
      ends.remove(after.getKey());
      after = ends.ceilingEntry(from);
    }
    if (to > from) {
      ends.put(from, to);
    }
  }

  int count() {
    return ends.size();
  }

  /// The end of the last one; 0 when there is none.
  long end() {
    Map.Entry<Long, Long> last = ends.lastEntry();
    return last == null ? 0 : last.getValue();
  }

  /// Whether every octet from 0 to `total` is there, and none beyond.
  boolean cover(long total) {
    Map.Entry<Long, Long> first = ends.firstEntry();
    return first == null ? total == 0 : first.getKey() == 0 && first.getValue() == total;
  }
}
