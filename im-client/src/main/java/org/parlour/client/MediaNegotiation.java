package org.parlour.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// The client's offers and answers (RFC 3264, RFC 4975 §8): one MSRP stream, `message/cpim` first.
final class MediaNegotiation {
  private static final String CPIM = "message/cpim";
  private static final List<String> OFFERED_TYPES = List.of(CPIM, "application/im-iscomposing+xml");
  private static final List<String> ACCEPTED_TYPES =
      List.of(CPIM, "application/im-iscomposing+xml", "text/plain");
  private static final List<String> WRAPPED_TYPES =
      List.of("text/plain", "text/html", "message/imdn+xml");
  private static final List<String> CHATROOM = List.of("nickname", "private-messages");
  private static final long LARGEST = 1024 * 1024;

  /// This side of a stream.
  ///
  /// @param fingerprint of the certificate that we show; null when we show none
  record Own(MsrpUri path, @Nullable String fingerprint) {}

  private MediaNegotiation() {}

  static SessionDescription offer(
      String host, long sessionId, long version, Own own, Setup setup, Direction direction) {
    MsrpMedia stream =
        new MsrpMedia(
            own.path().port(),
            own.path().secure(),
            List.of(own.path().toString()),
            OFFERED_TYPES,
            WRAPPED_TYPES,
            LARGEST,
            direction,
            setup,
            own.fingerprint(),
            CHATROOM,
            List.of());
    return new SessionDescription("-", sessionId, version, host, List.of(stream));
  }

  /// The side that connects, seen from the answerer (RFC 4145 §4; without `setup` the offerer
  /// connects, RFC 4975 §5.4).
  private static Setup answerTo(@Nullable Setup offered) {
    return offered == null
        ? Setup.PASSIVE
        : switch (offered) {
          case ACTPASS, PASSIVE -> Setup.ACTIVE;
          case ACTIVE, HOLDCONN -> Setup.PASSIVE;
        };
  }

  /// Whether the offer has a stream this client can use: some type in common, and a transport that
  /// it knows (7.1.2.2-1). Over anything else than TCP this client connects itself.
  static Optional<MsrpMedia> acceptable(SessionDescription offer) {
    return offer
        .msrp()
        .filter(
            stream -> {
              MsrpTransport by = MsrpTransport.of(stream);
              return by == MsrpTransport.TCP || (by != null && stream.setup() != Setup.ACTIVE);
            })
        .filter(stream -> !commonTypes(stream).isEmpty());
  }

  /// What an acceptable stream goes over.
  static MsrpTransport transportOf(MsrpMedia acceptable) {
    return Objects.requireNonNullElse(MsrpTransport.of(acceptable), MsrpTransport.TCP);
  }

  /// Who connects, as we answer it: over anything else than TCP always we.
  static Setup answerTo(MsrpMedia acceptable) {
    return transportOf(acceptable) == MsrpTransport.TCP
        ? answerTo(acceptable.setup())
        : Setup.ACTIVE;
  }

  private static List<String> commonTypes(MsrpMedia stream) {
    return ACCEPTED_TYPES.stream().filter(stream::accepts).toList();
  }

  /// The answer: the first usable stream is taken, every other one refused in its place.
  ///
  /// @param chosen from [#acceptable]
  static SessionDescription answer(
      SessionDescription offer,
      MsrpMedia chosen,
      String host,
      long sessionId,
      long version,
      Own own,
      Setup setup) {
    List<MediaLine> lines = new ArrayList<>();
    for (MediaLine line : offer.media()) {
      lines.add(
          switch (line) {
            case MsrpMedia stream when stream == chosen -> accepted(stream, own, setup);
            case MsrpMedia stream -> stream.refused();
            case OtherMedia other -> other.refused();
          });
    }
    return new SessionDescription("-", sessionId, version, host, lines);
  }

  private static MsrpMedia accepted(MsrpMedia offered, Own own, Setup setup) {
    List<String> types = new ArrayList<>(commonTypes(offered));
    types.remove(CPIM);
    types.addFirst(CPIM);
    List<String> wrapped =
        offered.acceptWrappedTypes().isEmpty()
            ? WRAPPED_TYPES
            : WRAPPED_TYPES.stream().filter(offered::acceptsWrapped).toList();
    return new MsrpMedia(
        own.path().port(),
        offered.tls(),
        List.of(own.path().toString()),
        types,
        wrapped,
        LARGEST,
        offered.direction().mirrored(),
        setup,
        own.fingerprint(),
        offered.chatroom() == null ? null : CHATROOM,
        List.of());
  }
}
