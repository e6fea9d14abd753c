package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.protocol.Spec;

/// Runs over `wire/msrp`: each file whole, octet by octet, and cut at every place.
@Spec({"RFC 4975 §7.1", "RFC 4975 §9"})
class MsrpDecoderGoldenTest {
  private static final MsrpLimits LARGE_PIECES = MsrpLimits.DEFAULT;
  private static final MsrpLimits SMALL_PIECES = new MsrpLimits(4096, 16 * 1024, 4);

  static Stream<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(MsrpDecoderGoldenTest.class.getResource("/wire/msrp").toURI());
    return Files.list(folder).filter(file -> file.toString().endsWith(".msrp")).sorted();
  }

  private static List<String> expected(Path file) throws IOException {
    Path expected = Path.of(file.toString().replace(".msrp", ".expected"));
    return Files.readAllLines(expected, UTF_8);
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsAFileThatComesWhole(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);

    assertThat(Wire.decode(LARGE_PIECES, List.of(bytes))).isEqualTo(expected(file));
    assertThat(Wire.decode(SMALL_PIECES, List.of(bytes))).isEqualTo(expected(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsAFileThatComesOctetByOctet(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<byte[]> octets = new ArrayList<>();
    for (byte octet : bytes) {
      octets.add(new byte[] {octet});
    }

    assertThat(Wire.decode(LARGE_PIECES, octets)).isEqualTo(expected(file));
    assertThat(Wire.decode(SMALL_PIECES, octets)).isEqualTo(expected(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsAFileThatIsCutAnywhere(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<String> expected = expected(file);
    int step = Math.max(1, bytes.length / 2000);
    for (int cut = 1; cut < bytes.length; cut += step) {
      List<byte[]> halves =
          List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));

      assertThat(Wire.decode(LARGE_PIECES, halves)).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatItWroteAsTheSame(Path file) throws IOException {
    for (MsrpMessage message : Wire.read(Files.readAllBytes(file))) {
      if (!(message instanceof Malformed)) {
        String before =
            message instanceof MsrpRequest request ? bodyAndHead(request) : message.toString();

        List<MsrpMessage> again = Wire.read(Wire.encode(message));

        assertThat(again).hasSize(1);
        MsrpMessage first = again.getFirst();
        assertThat(first instanceof MsrpRequest request ? bodyAndHead(request) : first.toString())
            .isEqualTo(before);
        if (first instanceof MsrpRequest request) {
          request.release();
        }
      }
    }
  }

  private static String bodyAndHead(MsrpRequest request) {
    return request.head()
        + " "
        + request.end()
        + io.netty.buffer.ByteBufUtil.hexDump(request.body());
  }
}
