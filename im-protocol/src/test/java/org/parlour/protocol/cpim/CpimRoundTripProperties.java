package org.parlour.protocol.cpim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

class CpimRoundTripProperties {
  @Property(tries = 300)
  @Spec("RFC 3862 §2")
  void readsBackWhatItWrote(
      @ForAll @StringLength(max = 40) String displayName,
      @ForAll("texts") String subject,
      @ForAll("times") Instant at,
      @ForAll @Size(max = 200) byte[] content)
      throws Exception {
    NameAddress from = new NameAddress(displayName, ImAddress.sip("a", "example.org"));
    NameAddress to = NameAddress.of(ImAddress.parse("sip:g@im.example.org;session=1"));
    CpimMessage plain = CpimMessage.text(from, to, at, "text/plain", content);
    CpimMessage message =
        new CpimMessage(
            plain.headers().with(CpimHeader.of("Subject", subject)),
            plain.contentHeaders(),
            plain.content());
    CpimMessage read = CpimMessage.read(message.write());
    assertThat(read.headers().from()).isEqualTo(from);
    assertThat(read.headers().to()).containsExactly(to);
    assertThat(read.headers().dateTime()).isEqualTo(at);
    assertThat(read.headers().subject()).isEqualTo(subject);
    assertThat(read.contentBytes()).isEqualTo(content);
    assertThat(read.write()).isEqualTo(message.write());
  }

  @Property(tries = 300)
  @Spec("RFC 3862 §3.4")
  void findsAnExtensionUnderWhateverPrefix(
      @ForAll("prefixes") String prefix, @ForAll("texts") String value) throws Exception {
    NameAddress address = NameAddress.of(ImAddress.sip("a", "example.org"));
    CpimMessage plain = CpimMessage.text(address, address, null, "text/plain", new byte[0]);
    String name = prefix.isEmpty() ? "Menu" : prefix + ".Menu";
    CpimMessage message =
        new CpimMessage(
            plain
                .headers()
                .with(new CpimHeader("NS", "", prefix + " <urn:example:menu>"))
                .with(CpimHeader.of(name, value)),
            plain.contentHeaders(),
            plain.content());
    CpimHeaders read = CpimMessage.read(message.write()).headers();
    assertThat(read.extension("urn:example:menu", "Menu")).hasValue(value);
    assertThat(read.extension("urn:example:other", "Menu")).isEmpty();
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.strings().alpha().numeric().ofMaxLength(10);
  }

  @Property(tries = 300)
  void answersAnyBytesWithAValueOrItsOwnException(@ForAll byte[] bytes) {
    try {
      assertThat(CpimMessage.read(bytes).headers().to()).isNotEmpty();
    } catch (MalformedBodyException e) {
      assertThat(e).hasMessageContaining("(expected: ");
    }
  }

  /// Blanks at the ends are not kept.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aé\\nu0041\"':;\u0007\b €")
        .ofMaxLength(30)
        .map(text -> "x" + text + "x");
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, 4_102_444_800_000L)
        .map(Instant::ofEpochMilli)
        .map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }
}
