package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.parlour.protocol.Spec;

/// Whatever comes: no exception, no leak, an answer that does not depend on how it was cut.
@Spec("RFC 4975 §7.3")
class HostileBytesProperties {
  private static final MsrpLimits SMALL = new MsrpLimits(64, 256, 16);

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
            "MSRP ",
            "abcd",
            "efgh",
            " ",
            "SEND",
            "200",
            "\r\n",
            "\r",
            "\n",
            "-------",
            "-",
            "$",
            "+",
            "#",
            ":",
            ": ",
            "To-Path",
            "From-Path",
            "Message-ID",
            "Byte-Range",
            "Status",
            "1-",
            "*",
            "/5",
            "99999999999",
            "msrp://h/a;tcp",
            "yes",
            "\u0000",
            "\u00ff",
            "Content-Type",
            "MSRP abcd SEND\r\n",
            "-------abcd$\r\n",
            "To-Path: msrp://h/a;tcp\r\nFrom-Path: msrp://h/b;tcp\r\n",
            "Message-ID: m\r\n\r\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1000)
  void survivesFragmentsOfMessages(@ForAll("fragments") String text) {
    check(text.getBytes(ISO_8859_1));
  }

  @Property(tries = 500)
  void survivesAnyOctets(@ForAll @Size(max = 300) byte[] bytes) {
    check(bytes);
  }

  private static void check(byte[] bytes) {
    List<byte[]> octets = new java.util.ArrayList<>();
    for (byte octet : bytes) {
      octets.add(new byte[] {octet});
    }
    List<String> whole = Wire.decode(SMALL, List.of(bytes));

    assertThat(whole.stream().filter(text -> text.contains("framingLost=true"))).hasSizeLessThan(2);
    if (!new String(bytes, ISO_8859_1).contains("Byte-Range")) {
      assertThat(Wire.decode(SMALL, octets)).isEqualTo(whole);
    } else {
      Wire.decode(SMALL, octets);
    }
  }
}
