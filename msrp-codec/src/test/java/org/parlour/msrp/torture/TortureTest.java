package org.parlour.msrp.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.Spec;

/// Each file of the torture set: whole, octet by octet, and cut at every place; with pieces of a
/// body that are large, and that are tiny. What a reader does must not depend on any of that.
///
/// With `-Dtorture.write=true` the guide is written anew instead of compared.
@Spec({
  "RFC 4975 §5.1",
  "RFC 4975 §5.4",
  "RFC 4975 §6",
  "RFC 4975 §6.1",
  "RFC 4975 §7.1",
  "RFC 4975 §7.1.1",
  "RFC 4975 §7.1.2",
  "RFC 4975 §7.2",
  "RFC 4975 §7.3.1",
  "RFC 4975 §9",
  "RFC 4975 §10.5",
  "RFC 4975 §10.9",
  "RFC 4976 §5.1",
  "RFC 7701 §7.1"
})
class TortureTest {
  private static final int LARGE = 64 * 1024;
  private static final int TINY = 4;
  private static final int MOST_CUTS = 600;

  static List<TortureCase> cases() throws IOException, URISyntaxException {
    return TortureCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAFileThatComesWhole(TortureCase file) {
    check(file, LARGE, List.of(file.bytes()));
    check(file, TINY, List.of(file.bytes()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAFileThatComesOctetByOctet(TortureCase file) {
    List<byte[]> octets = new ArrayList<>();
    for (byte octet : file.bytes()) {
      octets.add(new byte[] {octet});
    }
    check(file, LARGE, octets);
    check(file, TINY, octets);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAFileThatIsCutAnywhere(TortureCase file) {
    byte[] bytes = file.bytes();
    int step = Math.max(1, bytes.length / MOST_CUTS);
    for (int cut = 1; cut < bytes.length; cut += step) {
      List<byte[]> halves =
          List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
      check(file, LARGE, halves);
    }
  }

  private static void check(TortureCase file, int pieceBytes, List<byte[]> segments) {
    List<String> happened = sorted(new TortureReceiver(pieceBytes).read(segments));

    assertThat(file.outcomes().stream().map(TortureTest::sorted)).contains(happened);
  }

  /// A reader of one segment reads everything before it answers anything: only the order of each
  /// kind of line is the same for all.
  private static List<String> sorted(List<String> lines) {
    List<String> kinds = new ArrayList<>(lines);
    kinds.sort((one, other) -> kind(one).compareTo(kind(other)));
    return kinds;
  }

  private static String kind(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "zzz" : line.substring(0, colon);
  }

  @Test
  void isDescribedInTheGuide() throws IOException, URISyntaxException {
    Path guide = Path.of("TORTURE.md");
    String expected = TortureGuide.of(TortureCase.all());
    if (Boolean.getBoolean("torture.write")) {
      Files.writeString(guide, expected);
    }

    assertThat(Files.readString(guide, UTF_8)).isEqualTo(expected);
  }
}
