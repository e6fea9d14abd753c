package org.parlour.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;

class SdpRoundTripProperties {
  @Property(tries = 300)
  @Spec("RFC 8866 §5")
  void readsBackWhatItWrote(@ForAll("descriptions") SessionDescription description)
      throws Exception {
    assertThat(SdpReader.read(SdpWriter.write(description))).isEqualTo(description);
  }

  @Property(tries = 300)
  void answersAnyBytesWithAValueOrItsOwnException(@ForAll byte[] bytes) {
    try {
      assertThat(SdpReader.read(bytes).media()).isNotEmpty();
    } catch (MalformedBodyException e) {
      assertThat(e).hasMessageStartingWith("sdp: ");
    }
  }

  @Provide
  Arbitrary<SessionDescription> descriptions() {
    Arbitrary<MediaLine> line = Arbitraries.oneOf(List.of(msrp(), other()));
    return Combinators.combine(
            token(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.of("192.0.2.1", "2001:db8::1", "as1.im.example.org"),
            line.list().ofMinSize(1).ofMaxSize(4))
        .as(SessionDescription::new);
  }

  private static Arbitrary<String> token() {
    return Arbitraries.strings().withChars("abcXYZ019-_.").ofMinLength(1).ofMaxLength(12);
  }

  private static Arbitrary<String> type() {
    return Arbitraries.of("message/cpim", "text/*", "*", "text/plain", "image/png");
  }

  private static Arbitrary<OtherMedia> other() {
    return Combinators.combine(
            Arbitraries.of("audio", "video"),
            Arbitraries.integers().between(0, 65535),
            Arbitraries.of("RTP/AVP", "UDP/TLS/RTP/SAVPF"),
            Arbitraries.of("0", "0 8 101"))
        .as(OtherMedia::new);
  }

  private static Arbitrary<MsrpMedia> msrp() {
    Arbitrary<SdpAttribute> attribute =
        Combinators.combine(
                token().map(name -> "x-" + name),
                Arbitraries.strings().alpha().ofLength(3).injectNull(0.3))
            .as(SdpAttribute::new);
    return Builders.withBuilder(MsrpFields::new)
        .use(Arbitraries.integers().between(0, 65535))
        .inSetter((f, v) -> f.port = v)
        .use(Arbitraries.of(true, false))
        .inSetter((f, v) -> f.tls = v)
        .use(token().map(id -> "msrp://h.example:2855/" + id + ";tcp").list().ofMaxSize(3))
        .inSetter((f, v) -> f.path = v)
        .use(type().list().uniqueElements().ofMaxSize(4))
        .inSetter((f, v) -> f.acceptTypes = v)
        .use(type().list().uniqueElements().ofMaxSize(4))
        .inSetter((f, v) -> f.acceptWrappedTypes = v)
        .use(Arbitraries.longs().greaterOrEqual(0).injectNull(0.3))
        .inSetter((f, v) -> f.maxSize = v)
        .use(Arbitraries.of(Direction.class))
        .inSetter((f, v) -> f.direction = v)
        .use(Arbitraries.of(Setup.class).injectNull(0.3))
        .inSetter((f, v) -> f.setup = v)
        .use(token().map(id -> "sha-256 " + id).injectNull(0.5))
        .inSetter((f, v) -> f.fingerprint = v)
        .use(token().list().ofMaxSize(3).injectNull(0.3))
        .inSetter((f, v) -> f.chatroom = v)
        .use(attribute.list().ofMaxSize(3))
        .inSetter((f, v) -> f.others = v)
        .build(MsrpFields::build);
  }

  /// What a stream is made of, while it is generated.
  private static final class MsrpFields {
    private int port;
    private boolean tls;
    private List<String> path = List.of();
    private List<String> acceptTypes = List.of();
    private List<String> acceptWrappedTypes = List.of();
    private @Nullable Long maxSize;
    private Direction direction = Direction.SENDRECV;
    private @Nullable Setup setup;
    private @Nullable String fingerprint;
    private @Nullable List<String> chatroom;
    private List<SdpAttribute> others = List.of();

    MsrpMedia build() {
      return new MsrpMedia(
          port,
          tls,
          path,
          acceptTypes,
          acceptWrappedTypes,
          maxSize,
          direction,
          setup,
          fingerprint,
          chatroom,
          others);
    }
  }
}
