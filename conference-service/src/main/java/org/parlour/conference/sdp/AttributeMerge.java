package org.parlour.conference.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.MediaRules;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.Setup;

/// How the attributes of an MSRP stream pass through the focus (D-29, reference §3.4).
public final class AttributeMerge {
  /// Bound to one hop: each side says its own.
  private static final Set<String> HOP_BOUND =
      Set.of("msrp-cema", "connection", "setup", "path", "tls-id");

  private AttributeMerge() {}

  /// The stream that the focus offers an invitee on behalf of the inviter (7.2.2.2-4a).
  public static MsrpMedia towardsInvitee(MsrpMedia offer, OwnMedia own) {
    MediaRules rules = own.rules();
    return new MsrpMedia(
        own.address().port(),
        own.transport().secure(),
        List.of(own.path()),
        TypeLists.cpimFirst(TypeLists.common(offer.acceptTypes(), rules.acceptTypes())),
        wrapped(offer, null, rules),
        smallest(rules.maxSize(), offer.maxSize(), null),
        offer.direction(),
        offeringSetup(own),
        own.fingerprint(),
        chatroom(rules, null),
        Cema.with(passing(offer.others())));
  }

  /// The answer to the inviter, or to whoever joins.
  ///
  /// @param answer of the first invitee that accepted; null when there is none
  public static MsrpMedia towardsOfferer(
      MsrpMedia offer, @Nullable MsrpMedia answer, OwnMedia own) {
    MediaRules rules = own.rules();
    List<String> types = TypeLists.common(offer.acceptTypes(), rules.acceptTypes());
    if (answer != null) {
      types = TypeLists.common(types, answer.acceptTypes());
    }
    List<SdpAttribute> others =
        answered(offer.others(), answer == null ? List.of() : answer.others());
    return new MsrpMedia(
        own.address().port(),
        offer.tls(),
        List.of(own.path()),
        TypeLists.cpimFirst(types),
        wrapped(offer, answer, rules),
        smallest(rules.maxSize(), offer.maxSize(), answer == null ? null : answer.maxSize()),
        offer.direction().mirrored(),
        answeringSetup(offer),
        own.fingerprint(),
        offer.chatroom() == null ? null : chatroom(rules, offer.chatroom()),
        Cema.isIn(offer) ? Cema.with(others) : others);
  }

  /// Whether the switch opens the connection, after an offer of the peer (reference §3.3).
  public static boolean connectsToOfferer(MsrpMedia offer) {
    return offer.setup() == Setup.PASSIVE;
  }

  /// Whether the switch opens the connection, after the peer's answer to our `actpass`: unless the
  /// peer says that it does, or cannot be connected to (RFC 7977 §4.1).
  public static boolean connectsToAnswerer(MsrpMedia answer) {
    MsrpTransport by = MsrpTransport.of(answer);
    return (answer.setup() == null || answer.setup() == Setup.PASSIVE) && (by == null || !by.web());
  }

  static Setup offeringSetup(OwnMedia own) {
    return own.transport().web() ? Setup.PASSIVE : Setup.ACTPASS;
  }

  private static Setup answeringSetup(MsrpMedia offer) {
    return connectsToOfferer(offer) ? Setup.ACTIVE : Setup.PASSIVE;
  }

  private static List<String> wrapped(
      MsrpMedia offer, @Nullable MsrpMedia answer, MediaRules rules) {
    List<String> wanted =
        offer.acceptWrappedTypes().isEmpty() ? TypeLists.USUAL_WRAPPED : offer.acceptWrappedTypes();
    List<String> types = TypeLists.common(wanted, rules.acceptWrappedTypes());
    return answer == null || answer.acceptWrappedTypes().isEmpty()
        ? types
        : TypeLists.common(types, answer.acceptWrappedTypes());
  }

  private static long smallest(long ours, @Nullable Long offered, @Nullable Long answered) {
    return Math.min(
        ours,
        Math.min(
            Objects.requireNonNullElse(offered, Long.MAX_VALUE),
            Objects.requireNonNullElse(answered, Long.MAX_VALUE)));
  }

  private static List<String> chatroom(MediaRules rules, @Nullable List<String> within) {
    List<String> tokens = new ArrayList<>(2);
    if (rules.nicknames()) {
      tokens.add("nickname");
    }
    if (rules.privateMessages()) {
      tokens.add("private-messages");
    }
    if (within != null) {
      tokens.retainAll(within);
    }
    return tokens;
  }

  private static List<SdpAttribute> passing(List<SdpAttribute> attributes) {
    return attributes.stream().filter(a -> !HOP_BOUND.contains(a.name())).toList();
  }

  /// The invitee's value where both have the attribute, else the offer's, unless it says something
  /// about the sender alone.
  private static List<SdpAttribute> answered(
      List<SdpAttribute> offered, List<SdpAttribute> answered) {
    List<SdpAttribute> merged = new ArrayList<>();
    for (SdpAttribute attribute : passing(offered)) {
      SdpAttribute theirs =
          answered.stream().filter(a -> a.name().equals(attribute.name())).findFirst().orElse(null);
      if (theirs != null) {
        merged.add(theirs);
      } else if (!attribute.name().startsWith("file-")) {
        merged.add(attribute);
      }
    }
    return merged;
  }
}
