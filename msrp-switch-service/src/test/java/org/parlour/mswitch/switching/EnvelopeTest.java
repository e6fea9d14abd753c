package org.parlour.mswitch.switching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.mswitch.switching.Envelope.Reading;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class EnvelopeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30.120Z");
  private static final String HEAD =
      "From: \"Al\" <sip:alice@example.org>\r\nTo: <sip:team@im.example.org>\r\nX.Other: kept\r\n\r\n";
  private static final String WHOLE = HEAD + "Content-Type: Text/Plain; charset=utf-8\r\n\r\nhi";

  private static Reading read(String text) {
    return Envelope.read(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static Envelope envelope(String text) {
    return ((Reading.Read) read(text)).envelope();
  }

  private static String rewritten(String text, org.parlour.contracts.media.MediaLeg sender) {
    byte[] bytes = EnvelopeRewriter.rewrite(envelope(text), sender, NOW);
    return bytes == null ? "unchanged" : new String(bytes, UTF_8);
  }

  @Test
  @Spec({"RFC 3862 §2.2", "RFC 3862 §2.4"})
  void readsBothHeaderBlocks() {
    Envelope envelope = envelope(WHOLE);

    assertThat(envelope.headerBytes()).isEqualTo(HEAD.length());
    assertThat(envelope.wrapped()).isEqualTo("text/plain");
    assertThat(envelope("From: <sip:a@b>\r\nTo: <sip:c@d>\r\n\r\n\r\nhi").wrapped())
        .isEqualTo("text/plain");
  }

  @Test
  @Spec("RFC 3862 §2")
  void waitsForTheRestAtEveryCut() {
    byte[] bytes = WHOLE.getBytes(UTF_8);
    int end = WHOLE.length() - 2;
    for (int cut = 0; cut < end; cut++) {
      assertThat(Envelope.read(ByteBuffer.wrap(Arrays.copyOf(bytes, cut))))
          .as("cut at %d", cut)
          .isInstanceOf(Reading.Incomplete.class);
    }
    assertThat(Envelope.read(ByteBuffer.wrap(Arrays.copyOf(bytes, end))))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  @Spec({"RFC 3862 §4.1", "RFC 3862 §4.2"})
  void refusesWhatWillNeverBeOne() {
    assertThat(read("From: nobody\r\nTo: <sip:c@d>\r\n\r\nContent-Type: a/b\r\n\r\n"))
        .isInstanceOf(Reading.Malformed.class);
    assertThat(read("Subject: x\r\n\r\nContent-Type: a/b\r\n\r\n"))
        .isInstanceOf(Reading.Malformed.class);
    assertThat(read("x".repeat(Envelope.MAX_BYTES))).isInstanceOf(Reading.Malformed.class);
  }

  @Test
  @Spec("RFC 3862 §4.4")
  void addsADateTimeWhereThereIsNone() {
    assertThat(rewritten(WHOLE, leg("alice").build()))
        .isEqualTo(HEAD.replace("kept\r\n", "kept\r\nDateTime: 2026-11-22T08:15:30.120Z\r\n"));
  }

  @Test
  @Spec("RFC 3862 §2.2")
  void changesNothingWithoutNeed() {
    String dated = WHOLE.replace("X.Other", "DateTime: 2026-11-22T08:15:30.120Z\r\nX.Other");

    assertThat(rewritten(dated, leg("alice").build())).isEqualTo("unchanged");
    assertThat(rewritten(dated, leg("alice").named("Al").build())).isEqualTo("unchanged");
  }

  @Test
  @Spec({"RFC 3862 §4.1", "RFC 7701 §7.1"})
  void showsTheNickname() {
    assertThat(rewritten(WHOLE, leg("alice").named("Captain \"A\"").build()))
        .startsWith("From: \"Captain \\\"A\\\"\" <sip:alice@example.org>\r\nTo: ");
  }

  @Test
  @Spec({"7.2.3.1", "RFC 3862 §4.1"})
  void hidesAnAnonymousSender() {
    String pseudonym = "sip:anonymous-1@im.example.org";

    assertThat(rewritten(WHOLE, leg("alice").shownAs(pseudonym).build()))
        .startsWith("From: <" + pseudonym + ">\r\nTo: ")
        .doesNotContain("alice", "Al\"");
    assertThat(rewritten(WHOLE, leg("alice").shownAs(pseudonym).named("Somebody").build()))
        .startsWith("From: \"Somebody\" <" + pseudonym + ">\r\n");
  }

  @Test
  @Spec({"RFC 3862 §2", "RFC 3862 §2.1"})
  void wrapsWhatCameWithoutEnvelope() {
    byte[] start =
        EnvelopeRewriter.wrap(
            leg("alice").named("Al").build(),
            ImAddress.parse("sip:s@im.example.org"),
            "text/plain; charset=utf-8",
            List.of(new MsrpHeader("Content-Disposition", "inline")),
            NOW);

    assertThat(new String(start, UTF_8))
        .isEqualTo(
            """
            From: "Al" <sip:alice@example.org>
            To: <sip:s@im.example.org>
            DateTime: 2026-11-22T08:15:30.120Z

            Content-Disposition: inline
            Content-Type: text/plain; charset=utf-8

            """
                .replace("\n", "\r\n"));
  }

  @Test
  @Spec({"7.2.3.5", "RFC 3862 §4.5", "RFC 3862 §4.6"})
  void writesAMessageOfTheServer() {
    ImAddress session = ImAddress.parse("sip:s@im.example.org");

    assertThat(
            new String(
                EnvelopeRewriter.notice(session, session, "joined", "Bob is here", NOW), UTF_8))
        .isEqualTo(
            """
            From: <sip:s@im.example.org>
            To: <sip:s@im.example.org>
            DateTime: 2026-11-22T08:15:30.120Z
            Subject: system
            NS: sys <urn:oma:im:system>
            sys.Event: joined

            Content-Type: text/plain; charset=utf-8

            Bob is here"""
                .replace("\n", "\r\n"));
  }
}
