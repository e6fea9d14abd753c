package org.parlour.mswitch.session;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.mswitch.switching.Envelope;
import org.parlour.mswitch.switching.Routing;
import org.parlour.protocol.address.ImAddress;

/// What an earlier switch recorded and this one gave to the legs. Its sender may not have had the
/// answer, and says it again: it is answered, and neither distributed nor recorded twice.
final class Replay {
  private static final String IMDN = "urn:ietf:params:imdn";
  private static final String MESSAGE_ID = "Message-ID";

  private final Set<String> known = new HashSet<>();

  void note(Recalled message) {
    if (Envelope.read(ByteBuffer.wrap(message.body())) instanceof Envelope.Reading.Read read) {
      String name = name(message.sender(), read.envelope());
      if (name != null) {
        known.add(name);
      }
    }
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /// @param sender as the others see it
  boolean knows(ImAddress sender, Envelope envelope) {
    if (isEmpty()) {
      return false;
    }
    String name = name(sender, envelope);
    return name != null && known.contains(name);
  }

  private static @Nullable String name(ImAddress sender, Envelope envelope) {
    Optional<String> id = envelope.headers().extension(IMDN, MESSAGE_ID);
    return id.map(text -> sender + " " + text).orElse(null);
  }

  /// Whether the leg was to be given the message.
  static boolean isFor(Leg leg, Recalled message) {
    ImAddress reader = leg.description().shownAs();
    return Routing.mayReceive(leg.description())
        && !reader.equals(message.sender())
        && (message.privateTo() == null || message.privateTo().equals(reader));
  }
}
