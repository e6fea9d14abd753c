package org.parlour.protocol.cpim;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;

/// Any octets as an envelope: refused by the one exception, or written and read as the same.
///
/// With the profile `fuzz` it goes on from the seeds for `fuzz.seconds`.
class CpimFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
            Stream.of(
                    "7.2.3.1-group-message.cpim",
                    "14.11-every-header.cpim",
                    "14.12-imdn-request.cpim")
                .map(file -> Wire.read("cpim/" + file)),
            Stream.of(
                    "From: \"J\\u00f6rg \\\"J\\\"\" <sip:a@h>\r\nTo: <sip:b@h>\r\n\r\n\r\n",
                    "From: <sip:a@h>\nTo: <sip:b@h>\nNS: <urn:x>\nRequire: a, b\n\n\nx",
                    "From: <sip:a@h>\r\nTo: <sip:b@h>\r\nSubject:;lang=fr a\\\r\n\r\nX: y\r\n\r\n")
                .map(Wire::bytes))
        .map(octets -> Arguments.of((Object) octets));
  }

  @MethodSource("seeds")
  @Spec({"RFC 3862 §2", "RFC 3862 §3"})
  @FuzzTest
  void refusesAnEnvelopeOrKeepsIt(byte[] octets) {
    CpimMessage message;
    try {
      message = CpimMessage.read(octets);
    } catch (MalformedBodyException e) {
      assertThat(e).hasMessageContaining("(expected: ");
      return;
    }
    message.headers().extension("urn:ietf:params:imdn", "Message-ID");
    message.contentHeader("Content-ID");
    int end = CpimHeaders.endOf(octets);
    for (int arrived = 0; arrived < Math.min(end, 64); arrived++) {
      assertThat(CpimHeaders.endOf(ByteBuffer.wrap(octets, 0, arrived))).isEqualTo(-1);
    }
    for (CpimHeader header : message.headers().all()) {
      CpimHeader escaped = CpimHeader.of("Subject", header.text());
      assertThat(escaped.text()).isEqualTo(header.text());
    }
    readsAgain(message);
  }

  private static void readsAgain(CpimMessage message) {
    byte[] written = message.write();
    try {
      CpimMessage again = CpimMessage.read(written);
      assertThat(again).isEqualTo(message);
      assertThat(again.write()).isEqualTo(written);
    } catch (MalformedBodyException e) {
      throw new AssertionError(new String(written, StandardCharsets.UTF_8), e);
    }
  }
}
