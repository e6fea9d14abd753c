package org.parlour.mswitch.switching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Direction;

/// Who receives a message (reference §6.1, §6.2; RFC 7701 §6). Decided once, by the chunk that has
/// the first octet.
public final class Routing {
  /// Where a message goes.
  public sealed interface Verdict {
    /// @param receivers without those who cannot take it; may be empty
    /// @param addressee of a private message; null for one to everybody
    record Deliver(List<MediaLeg> receivers, @Nullable MediaLeg addressee) implements Verdict {
      public Deliver {
        receivers = List.copyOf(receivers);
      }
    }

    record Refuse(Refusal reason) implements Verdict {}
  }

  private Routing() {}

  /// Whether `leg` may send at all.
  public static boolean maySend(MediaLeg leg) {
    return leg.direction() == Direction.SENDRECV || leg.direction() == Direction.SENDONLY;
  }

  /// Whether `leg` may be sent anything.
  public static boolean mayReceive(MediaLeg leg) {
    return leg.direction() == Direction.SENDRECV || leg.direction() == Direction.RECVONLY;
  }

  /// Decides about a message in an envelope.
  ///
  /// @param session S
  /// @param addressee S or G: to whom one writes to everybody
  /// @param legs of the session, `sender` among them
  public static Verdict decide(
      MediaLeg sender,
      Envelope envelope,
      ImAddress session,
      ImAddress addressee,
      Collection<MediaLeg> legs) {
    ImAddress from = envelope.headers().from().address();
    if (!from.sameUser(sender.participant()) && !from.sameUser(sender.shownAs())) {
      return new Verdict.Refuse(Refusal.FOREIGN_SENDER);
    }
    if (envelope.headers().to().size() + envelope.headers().cc().size() > 1) {
      return new Verdict.Refuse(Refusal.SEVERAL_RECIPIENTS);
    }
    ImAddress to = envelope.headers().to().getFirst().address();
    if (to.sameUser(session) || to.sameUser(addressee)) {
      return everybody(sender, envelope.wrapped(), legs);
    }
    return privately(sender, to, envelope.wrapped(), legs);
  }

  /// Decides about a message that came without an envelope: only two who talk to each other may do
  /// so.
  public static Verdict decideUnwrapped(
      MediaLeg sender, String contentType, Collection<MediaLeg> legs) {
    return legs.size() > 2
        ? new Verdict.Refuse(Refusal.NOT_WRAPPED)
        : everybody(sender, contentType, legs);
  }

  private static Verdict everybody(MediaLeg sender, String wrapped, Collection<MediaLeg> legs) {
    List<MediaLeg> others = new ArrayList<>(legs.size());
    for (MediaLeg leg : legs) {
      if (leg != sender) {
        others.add(leg);
      }
    }
    return accepting(others, wrapped, null);
  }

  /// Whoever cannot take the type is passed over; when nobody can, the sender hears so.
  private static Verdict accepting(
      List<MediaLeg> addressed, String wrapped, @Nullable MediaLeg addressee) {
    List<MediaLeg> receivers = new ArrayList<>(addressed.size());
    boolean anybody = false;
    for (MediaLeg leg : addressed) {
      if (mayReceive(leg)) {
        anybody = true;
        if (MediaTypes.takes(leg, wrapped)) {
          receivers.add(leg);
        }
      }
    }
    return anybody && receivers.isEmpty()
        ? new Verdict.Refuse(Refusal.NOT_ACCEPTED)
        : new Verdict.Deliver(receivers, addressee);
  }

  /// A participant is known by the address that the others see; the real one of an anonymous
  /// participant is as good as unknown.
  private static Verdict privately(
      MediaLeg sender, ImAddress to, String wrapped, Collection<MediaLeg> legs) {
    List<MediaLeg> addressed = new ArrayList<>(1);
    for (MediaLeg leg : legs) {
      if (leg != sender && leg.shownAs().sameUser(to)) {
        addressed.add(leg);
      }
    }
    if (addressed.isEmpty()) {
      return new Verdict.Refuse(Refusal.RECIPIENT_UNKNOWN);
    }
    if (legs.size() == 2) {
      return everybody(sender, wrapped, legs);
    }
    MediaLeg first = addressed.getFirst();
    if (addressed.stream().anyMatch(leg -> !leg.participant().sameUser(first.participant()))) {
      return new Verdict.Refuse(Refusal.SEVERAL_RECIPIENTS);
    }
    if (!sender.privateMessages() || addressed.stream().noneMatch(MediaLeg::privateMessages)) {
      return new Verdict.Refuse(Refusal.PRIVATE_MESSAGES_NOT_AGREED);
    }
    addressed.removeIf(leg -> !leg.privateMessages());
    return accepting(addressed, wrapped, first);
  }
}
