package org.parlour.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.protocol.Spec;

class MsrpTransportTest {
  @ParameterizedTest
  @EnumSource
  @Spec({"RFC 4975 §9", "RFC 7977 §5"})
  void readsWhatItWrites(MsrpTransport by) {
    assertThat(MsrpTransport.of(by.uri("switch.example.org", 2855, "a8Kq2Zw7Lr"))).isEqualTo(by);
  }

  @ParameterizedTest
  @CsvSource({
    "msrp://h:1/s;tcp,TCP",
    "MSRPS://H:1/S;TCP,TLS",
    "msrp://df7jal23ls0d.invalid/98cjs;ws,WS",
    "msrps://df7jal23ls0d.invalid/98cjs;ws;x=1,WSS",
    "msrp://h:1/s;sctp,",
    "msrp://h:1/s,",
    "msrp://h:1/s;tcpx,"
  })
  void knowsWhatAUriNames(String uri, @Nullable MsrpTransport by) {
    assertThat(MsrpTransport.of(uri)).isEqualTo(by);
  }

  @ParameterizedTest
  @CsvSource({
    "false,msrp://h;tcp,TCP",
    "true,msrps://h;tcp,TLS",
    "true,msrp://h;tcp,TLS",
    "false,msrp://h;ws,WS",
    "true,msrp://h;ws,WSS",
    "true,msrps://relay;tcp msrps://x.invalid;ws,TLS"
  })
  void goesByTheFirstHopAndTheProtocolOfAStream(boolean tls, String path, MsrpTransport by) {
    assertThat(MsrpTransport.of(stream(tls, path.split(" ")))).isEqualTo(by);
  }

  @Test
  void knowsNothingOfAStreamWithoutPath() {
    assertThat(MsrpTransport.of(stream(false))).isNull();
  }

  private static MsrpMedia stream(boolean tls, String... path) {
    return new MsrpMedia(
        9,
        tls,
        List.of(path),
        List.of("*"),
        List.of(),
        null,
        Direction.SENDRECV,
        null,
        null,
        null,
        List.of());
  }
}
