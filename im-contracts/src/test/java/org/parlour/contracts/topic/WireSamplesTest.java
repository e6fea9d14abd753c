package org.parlour.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.topic.WireSamples.Sample;
import org.parlour.protocol.sdp.MediaLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/// A release reads what released versions wrote, and the reverse: `schema/<version>/` keeps one
/// file for every record type, never changed afterwards. A type that is new is written by `mvn -pl
/// im-contracts test -Dtest=WireSamplesTest -Dparlour.samples.write=true`.
class WireSamplesTest {
  private static final String VERSION = "0.1";
  private static final CBORMapper TREES = CBORMapper.builder().build();

  static List<Sample<?>> samples() {
    return WireSamples.all();
  }

  @Test
  @EnabledIfSystemProperty(named = "parlour.samples.write", matches = "true")
  void writesTheSamplesThatAreMissing() throws IOException {
    Path folder = Path.of("src", "test", "resources", "schema", VERSION);
    for (Sample<?> sample : WireSamples.all()) {
      Path file = folder.resolve(sample.file());
      if (Files.notExists(file)) {
        Files.createDirectories(file.getParent());
        Files.write(file, sample.bytes());
      }
    }
  }

  @Test
  void hasASampleOfEveryTypeThatIsPermitted() {
    Set<Class<?>> sampled =
        WireSamples.all().stream().map(s -> s.value().getClass()).collect(Collectors.toSet());
    List<Class<?>> leaves = new ArrayList<>();
    TopicCatalogue.all().forEach(topic -> leaves(topic.valueType(), leaves));
    Stream.of(SipMethod.class, SipContent.class, MediaLine.class).forEach(r -> leaves(r, leaves));
    assertThat(sampled).containsAll(leaves);
  }

  private static void leaves(Class<?> type, List<Class<?>> found) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        leaves(permitted, found);
      }
    } else {
      found.add(type);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  <V> void readsWhatWasWritten(Sample<V> sample) throws Exception {
    assertSame(sample, read(sample.file()));
    assertSame(sample, sample.bytes());
  }

  private static <V> void assertSame(Sample<V> sample, byte[] bytes) throws Exception {
    V read = RecordCodec.decode(sample.root(), bytes);
    assertThat(read).hasSameClassAs(sample.value());
    assertThat(read).usingRecursiveComparison().isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  <V> void toleratesUnknownFieldsAtEveryLevel(Sample<V> sample) throws Exception {
    JsonNode tree = TREES.readTree(read(sample.file()));
    assertThat(addUnknown(tree)).isPositive();
    assertSame(sample, TREES.writeValueAsBytes(tree));
  }

  /// Maps of header names hold any name, so nothing is added to them.
  private static int addUnknown(JsonNode node) {
    int added = 0;
    for (JsonNode child : node.values()) {
      added += addUnknown(child);
    }
    if (node instanceof ObjectNode object && !object.has("Subject")) {
      object.put("addedByALaterRelease", 7);
      object.putObject("structureOfALaterRelease").put("@type", "Unheard");
      added++;
    }
    return added;
  }

  @ParameterizedTest
  @MethodSource("samples")
  <V> void refusesAnUnknownType(Sample<V> sample) throws Exception {
    if (TREES.readTree(sample.bytes()) instanceof ObjectNode tree && tree.has("@type")) {
      tree.put("@type", "OfALaterRelease");
      byte[] poison = TREES.writeValueAsBytes(tree);
      assertThatThrownBy(() -> RecordCodec.decode(sample.root(), poison))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("OfALaterRelease");
    } else {
      assertThat(sample.root().isSealed()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  <V> void refusesARecordThatBreaksOff(Sample<V> sample) {
    byte[] bytes = sample.bytes();
    for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 20)) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RecordCodec.decode(sample.root(), cut))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void refusesARecordThatItsTypeRefuses() throws Exception {
    ObjectNode timer = (ObjectNode) TREES.readTree(read("EdgeInstruction/StopRetransmission.cbor"));
    ((ObjectNode) timer.get("key")).put("value", "");
    ObjectNode request = (ObjectNode) TREES.readTree(read("SignallingInput/SipRequest.cbor"));
    request.put("requestUri", "sip:a@b\r\nX: y");
    ObjectNode bare = (ObjectNode) TREES.readTree(read("SignallingInput/SipRequest.cbor"));
    bare.remove("recordRoutes");
    assertPoison(EdgeInstruction.class, timer);
    assertPoison(SignallingInput.class, request);
    assertPoison(SignallingInput.class, bare);
  }

  private static void assertPoison(Class<?> root, JsonNode tree) {
    byte[] poison = TREES.writeValueAsBytes(tree);
    assertThatThrownBy(() -> RecordCodec.decode(root, poison))
        .isInstanceOf(MalformedRecordException.class);
  }

  private static byte[] read(String file) throws IOException {
    String name = "/schema/" + VERSION + "/" + file;
    try (InputStream in = WireSamplesTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no sample " + name + " (see the class comment)");
      }
      return in.readAllBytes();
    }
  }
}
