package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.mswitch.switching.Carrier;

/// The floor is a floor only if what it sends is right.
class FloorServerTest {
  private static final Room ROOM = new Room("r1", 3, false);

  private final FloorServer floor = new FloorServer();

  /// A client that reads with our own decoder.
  private record Client(Socket socket, EmbeddedChannel decoder) {
    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    MsrpMessage next() throws IOException {
      byte[] read = new byte[64 * 1024];
      MsrpMessage message = decoder.readInbound();
      while (message == null) {
        int count = socket.getInputStream().read(read);
        decoder.writeInbound(Unpooled.copiedBuffer(read, 0, count));
        message = decoder.readInbound();
      }
      return message;
    }
  }

  @BeforeEach
  void open() {
    floor.open(ROOM);
  }

  @AfterEach
  void close() {
    floor.close();
  }

  private Client bound(int leg) throws IOException {
    Socket socket = new Socket(Room.HOST, floor.port());
    socket.setSoTimeout(10_000);
    Client client = new Client(socket, new EmbeddedChannel(new MsrpDecoder()));
    client.write(
        "MSRP bind0000 SEND\r\nTo-Path: "
            + ROOM.local(leg, floor.port())
            + "\r\nFrom-Path: "
            + ROOM.remote(leg)
            + "\r\nMessage-ID: bind\r\n-------bind0000$\r\n");
    assertThat(((MsrpResponse) client.next()).status().code()).isEqualTo(200);
    return client;
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 3000, 30_000})
  void givesEachReceiverItsOwnPathsAndTheWholeBody(int octets) throws IOException {
    Client sender = bound(0);
    Client receiver = bound(1);
    Client other = bound(2);
    ByteBuf frame = Unpooled.buffer();
    Sends sends = new Sends(ROOM, Sends.paths(ROOM, floor.port()), octets);
    sends.append(frame);
    sends.append(frame);
    sender.write(frame.toString(US_ASCII));

    for (int i = 0; i < 2; i++) {
      MsrpResponse answer = (MsrpResponse) sender.next();
      MsrpRequest received = (MsrpRequest) receiver.next();
      assertThat(answer.transaction().value()).isEqualTo("a0000000" + i);
      assertThat(received.head().toPath()).hasToString(ROOM.remote(1));
      assertThat(received.head().fromPath()).hasToString(ROOM.local(1, floor.port()));
      assertThat(received.head().messageId()).isEqualTo("m0000000" + i);
      assertThat(received.head().contentType()).isEqualTo("message/cpim");
      assertThat(received.body().toString(US_ASCII)).hasSize(octets).contains("seq=0000000" + i);
      assertThat(received.end()).isEqualTo(End.COMPLETE);
      assertThat(((MsrpRequest) other.next()).head().toPath()).hasToString(ROOM.remote(2));
    }
  }

  /// What comes out of the handshake and a binding.
  private DataInputStream boundOverWebSocket(Socket socket, int leg) throws IOException {
    socket.setSoTimeout(10_000);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(WebUpgrade.REQUEST.getBytes(US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    assertThat(answer).startsWith("HTTP/1.1 101 ");
    byte[] bind = Sends.bind(ROOM, leg, floor.port()).getBytes(US_ASCII);
    socket.getOutputStream().write(WebFrames.around(bind));
    assertThat(framed(in)).isInstanceOf(MsrpResponse.class);
    return in;
  }

  /// The one message of a frame.
  private static MsrpMessage framed(DataInputStream in) throws IOException {
    assertThat(in.readUnsignedShort()).isEqualTo(0x827e);
    byte[] octets = new byte[in.readUnsignedShort()];
    in.readFully(octets);
    EmbeddedChannel decoder = new EmbeddedChannel(new MsrpDecoder());
    decoder.writeInbound(Unpooled.wrappedBuffer(octets));
    MsrpMessage message = decoder.readInbound();
    assertThat(decoder.inboundMessages()).isEmpty();
    return message;
  }

  @Test
  void writesEachMessageInAWebSocketFrameOfItsOwn() throws IOException {
    try (Socket sender = new Socket(Room.HOST, floor.port(Carrier.WS));
        Socket receiver = new Socket(Room.HOST, floor.port(Carrier.WS))) {
      DataInputStream answers = boundOverWebSocket(sender, 0);
      DataInputStream messages = boundOverWebSocket(receiver, 1);
      Sends sends = new Sends(ROOM, Sends.paths(ROOM, floor.port()), 5_000, true);
      ByteBuf frames = Unpooled.buffer();
      sends.append(frames);
      sends.append(frames);
      sender.getOutputStream().write(ByteBufUtil.getBytes(frames));

      for (int i = 0; i < 2; i++) {
        assertThat(((MsrpResponse) framed(answers)).transaction().value())
            .isEqualTo("a0000000" + i);
        MsrpRequest received = (MsrpRequest) framed(messages);
        assertThat(received.head().messageId()).isEqualTo("m0000000" + i);
        assertThat(received.body().readableBytes()).isEqualTo(5_000);
      }
    }
  }
}
