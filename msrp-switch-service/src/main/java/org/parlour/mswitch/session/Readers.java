package org.parlour.mswitch.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.session.Transfer.Sending;

/// The participants of a session that have no MSRP session: what is for them is told to the focus.
/// Owned by the session's loop.
final class Readers {
  private final SwitchSession session;
  private final Map<String, MediaLeg> readers = new LinkedHashMap<>();

  /// Counts the messages of an epoch that were told.
  private long counted;

  Readers(SwitchSession session) {
    this.session = session;
  }

  void put(MediaLeg reader) {
    readers.put(reader.leg(), reader);
  }

  void remove(String leg) {
    readers.remove(leg);
  }

  void retain(Collection<String> legs) {
    readers.keySet().retainAll(legs);
  }

  boolean isEmpty() {
    return readers.isEmpty();
  }

  Collection<MediaLeg> all() {
    return readers.values();
  }

  /// A message begins. That somebody types is told to nobody here.
  ///
  /// @param receivers among whom readers may be
  /// @return null when it is for no reader
  @Nullable Hearing hear(Leg sender, RequestHead head, Sending sending, List<MediaLeg> receivers) {
    if (readers.isEmpty() || sending.composing()) {
      return null;
    }
    List<String> legs = new ArrayList<>(readers.size());
    long longest = Long.MAX_VALUE;
    for (MediaLeg receiver : receivers) {
      if (readers.containsKey(receiver.leg())) {
        legs.add(receiver.leg());
        longest = Math.min(longest, receiver.maxSize() == null ? longest : receiver.maxSize());
      }
    }
    if (legs.isEmpty()) {
      return null;
    }
    if (head.range().total() + sending.delta() > longest) {
      session.shared().metrics().skipped();
      return null;
    }
    counted++;
    return new Hearing(
        session, sender, session.epoch() + "-" + counted, sending.contentType(), legs, longest);
  }
}
