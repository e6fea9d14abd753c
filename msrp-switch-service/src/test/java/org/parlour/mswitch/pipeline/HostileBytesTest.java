package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.support.Way;
import org.parlour.protocol.Spec;

/// What one client sends, however broken, touches nobody else. Over real sockets; the same bytes in
/// each run.
@Spec("RFC 4975 §14")
class HostileBytesTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final int CONNECTIONS = 60;
  private static final int MESSAGES = 8;

  private Kit kit;

  @AfterEach
  void stop() {
    kit.close();
  }

  /// Messages of Eve, of which some octets are changed, repeated or missing.
  private static byte[] broken(Peer eve, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MESSAGES; i++) {
      String id = "tEve" + Integer.toString(random.nextInt(1 << 20), 36) + "x";
      String body = Peer.cpim("sip:eve@example.org", Kit.SESSION, "text/plain", "boo " + i);
      text.append("MSRP " + id + (i % 3 == 0 ? " NICKNAME" : " SEND") + "\r\nTo-Path: ");
      text.append(eve.to() + "\r\nFrom-Path: " + eve.from() + "\r\nMessage-ID: e" + i);
      text.append("\r\nByte-Range: 1-" + (i % 2 == 0 ? "*" : "" + body.length()) + "/");
      text.append(body.length() + "\r\nContent-Type: message/cpim\r\n\r\n");
      text.append(body + "\r\n-------" + id + "$+#".charAt(i % 3) + "\r\n");
    }
    ByteBuf bytes = Unpooled.buffer();
    bytes.writeBytes(text.toString().getBytes(ISO_8859_1));
    for (int i = random.nextInt(12); i >= 0; i--) {
      int place = random.nextInt(bytes.writerIndex() - 16);
      switch (random.nextInt(3)) {
        case 0 -> bytes.setByte(place, random.nextInt(256));
        case 1 -> bytes.setBytes(place, bytes.copy(random.nextInt(place + 1), 8));
        default -> bytes.writerIndex(bytes.writerIndex() - random.nextInt(8));
      }
    }
    byte[] octets = new byte[bytes.readableBytes()];
    bytes.readBytes(octets);
    return octets;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void touchNobodyElse(Way way) {
    kit = new Kit(way, Map.of());
    kit.open(null, leg("alice").build(), leg("bob").build(), leg("eve").build());
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    Random random = new Random(2026);
    for (int i = 0; i < CONNECTIONS; i++) {
      Peer eve = kit.peer("eve");
      try {
        eve.write(broken(eve, random));
      } catch (UncheckedIOException e) {
        assertThat(e).hasRootCauseInstanceOf(IOException.class); // it was cut off
      }
      eve.close();
      assertAliceReachesBob(alice, bob, "ping " + i);
    }
    assertThat(kit.count("im.switch.legs.lost", "cause", "too-slow")).isZero();
  }

  private static void assertAliceReachesBob(Peer alice, Peer bob, String ping) {
    String transaction = alice.say(ALICE, Kit.SESSION, ping);
    MsrpMessage answer;
    do {
      answer = alice.next();
    } while (!(answer instanceof MsrpResponse)); // Eve may have said something in between
    assertThat(((MsrpResponse) answer).transaction().value()).isEqualTo(transaction);
    assertThat(((MsrpResponse) answer).status().code()).isEqualTo(200);
    String heard;
    do {
      heard = bob.heard();
    } while (!heard.contains("From: <" + ALICE));
    assertThat(heard).endsWith("\r\n\r\n" + ping);
  }
}
