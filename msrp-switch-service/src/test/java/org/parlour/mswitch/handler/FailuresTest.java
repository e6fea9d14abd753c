package org.parlour.mswitch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.io.IOException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.support.ManualTime;
import org.parlour.mswitch.switching.Carrier;

class FailuresTest {
  private static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new IOException("Connection timed out"), "half-open"),
        Arguments.of(new IOException("Connection reset"), "error"),
        Arguments.of(new SSLException("bad record"), "tls-failed"),
        Arguments.of(new DecoderException(new SSLException("bad record")), "tls-failed"),
        Arguments.of(new CorruptedWebSocketFrameException(), "no-websocket"),
        Arguments.of(new IllegalStateException("a defect"), "error"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void closesAndCountsByReasonOnce(Throwable cause, String reason) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SwitchMetrics metrics = new SwitchMetrics(registry);
    EmbeddedChannel channel = new EmbeddedChannel();
    NettyConnection connection =
        new NettyConnection(channel, Carrier.TCP, metrics, new ManualTime().time());
    channel.pipeline().addLast(new Failures(connection));

    channel.pipeline().fireExceptionCaught(cause);
    channel.pipeline().fireExceptionCaught(new IOException("Broken pipe"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(registry.get("im.switch.closed").counters())
        .filteredOn(counter -> counter.count() > 0)
        .singleElement()
        .satisfies(counter -> assertThat(counter.getId().getTag("reason")).isEqualTo(reason));
  }
}
