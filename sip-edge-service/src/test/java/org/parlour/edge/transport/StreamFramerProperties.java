package org.parlour.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever comes in whatever pieces: no exception, bounded memory, and what was framed is right.
class StreamFramerProperties {
  private static List<Object> run(byte[] bytes, List<Integer> pieces) {
    EmbeddedChannel channel = new EmbeddedChannel(new StreamFramer(256, 512));
    int at = 0;
    int turn = 0;
    while (at < bytes.length) {
      int size = pieces.isEmpty() ? bytes.length : pieces.get(turn++ % pieces.size());
      int end = Math.min(bytes.length, at + size);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, end - at));
      at = end;
    }
    List<Object> out = new ArrayList<>();
    for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
      out.add(next);
    }
    channel.finishAndReleaseAll();
    return out;
  }

  @Property(tries = 300)
  void framesDoNotDependOnSegments(
      @ForAll @Size(max = 8) List<@Size(max = 200) byte[]> bodies,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 90) Integer> pieces) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] body : bodies) {
      stream.writeBytes(
          ("MESSAGE sip:a@b SIP/2.0\r\nContent-Length: " + body.length + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      stream.writeBytes(body);
    }
    List<Object> frames = run(stream.toByteArray(), pieces);
    assertThat(frames).hasSize(bodies.size());
    for (int i = 0; i < frames.size(); i++) {
      assertThat(((SipFrame) frames.get(i)).body()).isEqualTo(bodies.get(i));
    }
  }

  @Property(tries = 300)
  void anythingIsSurvived(
      @ForAll @Size(max = 2000) byte[] noise,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 90) Integer> pieces) {
    assertThat(run(noise, pieces)).allSatisfy(frame -> assertThat(frame).isNotNull());
  }
}
