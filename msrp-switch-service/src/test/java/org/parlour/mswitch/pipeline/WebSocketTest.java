package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.mswitch.support.Legs.leg;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.support.PeerLink;
import org.parlour.mswitch.support.Way;
import org.parlour.protocol.Spec;

/// MSRP over WebSocket, over real sockets.
class WebSocketTest {
  private final Kit kit = new Kit(Way.WS, Map.of("web.max-frame", "64KB"));

  @AfterEach
  void stop() {
    kit.close();
  }

  @ParameterizedTest
  @Spec("RFC 7977 §4.1")
  @CsvSource({"/other,msrp,404", "/msrp,sip,400"})
  void opensForMsrpOnly(String path, String subprotocol, String status) {
    assertThatThrownBy(() -> PeerLink.web(PeerLink.socket(kit.port(), 0), path, subprotocol))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("HTTP/1.1 " + status);
    assertThat(kit.count("im.switch.closed", "reason", "no-websocket")).isEqualTo(1);
  }

  @Test
  void answersWhatIsNoWebSocket() {
    Peer browser = kit.peer("alice", Way.EPOLL.connect(kit.port(), 0));
    browser.write("GET /msrp HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(browser.isClosed()).isFalse(); // no MSRP, but an answer
    assertThat(kit.count("im.switch.closed", "reason", "no-websocket")).isEqualTo(1);
  }

  @Test
  void closesForAFrameThatIsTooLarge() {
    kit.open(null, leg("alice").build(), leg("bob").build());
    Peer bob = kit.peer("bob").bind();
    Peer alice = kit.peer("alice").bind();
    alice.say("sip:alice@example.org", Kit.SESSION, "x".repeat(70_000));

    assertThat(alice.isClosed()).isTrue();
    Awaitility.await().until(() -> kit.count("im.switch.closed", "reason", "no-websocket") == 1);
    bob.bind();
  }

  @Test
  @Spec("RFC 7977 §5")
  void closesForAMessageThatBreaksOff() {
    kit.open(null, leg("alice").build(), leg("bob").build());
    Peer bob = kit.peer("bob").bind();
    Peer alice = kit.peer("alice").bind();
    alice.write(
        "MSRP tHalf0001 SEND\r\nTo-Path: "
            + alice.to()
            + "\r\nFrom-Path: "
            + alice.from()
            + "\r\nMessage-ID: m\r\nContent-Type: message/cpim\r\n\r\nFrom: <sip:al");

    assertThat(alice.isClosed()).isTrue();
    Awaitility.await().until(() -> kit.count("im.switch.closed", "reason", "framing-lost") == 1);
    bob.bind();
  }

  /// A client that is not ours: text frames, one message in several fragments.
  @Test
  @Spec("RFC 7977 §5")
  void takesTextAndFragments() throws Exception {
    kit.open(null, leg("alice").build(), leg("bob").build());
    Peer bob = kit.peer("bob").bind();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();

          @Override
          public @Nullable CompletionStage<?> onBinary(
              WebSocket socket, ByteBuffer data, boolean last) {
            text.append(StandardCharsets.UTF_8.decode(data));
            if (last) {
              heard.add(text.toString());
              text.setLength(0);
            }
            socket.request(1);
            return null;
          }
        };
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .subprotocols("msrp")
              .buildAsync(URI.create("ws://127.0.0.1:" + kit.port() + "/msrp"), listener)
              .get(10, TimeUnit.SECONDS);
      String body = Peer.cpim("sip:alice@example.org", Kit.SESSION, "text/plain", "grüß dich");
      String head =
          "MSRP tText0001 SEND\r\nTo-Path: "
              + bob.to().replace("bob", "alice")
              + "\r\nFrom-Path: "
              + bob.from().replace("bob", "alice")
              + "\r\nMessage-ID: m\r\nContent-Type: message/cpim\r\n\r\n";
      socket.sendText(head, false).get(10, TimeUnit.SECONDS);
      socket.sendText(body + "\r\n-------tText0001$\r\n", true).get(10, TimeUnit.SECONDS);

      assertThat(bob.heardText()).isEqualTo("grüß dich");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("MSRP tText0001 200 OK\r\n");
      socket.abort();
    }
  }
}
