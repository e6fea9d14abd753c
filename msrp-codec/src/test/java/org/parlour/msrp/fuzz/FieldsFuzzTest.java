package org.parlour.msrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.Nickname;
import org.parlour.msrp.message.RelayGrant;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

/// Any text as the value of a field: it is refused, or it is printed and read as the same.
class FieldsFuzzTest {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");

  static Stream<Arguments> seeds() {
    return Stream.of(
            "msrp://alice@example.com:7654/jshA7we;tcp;a=b",
            "msrps://[2001:db8::1]:9/a/b+c=d;ws",
            "msrp://a;tcp msrps://b:2855/c;tcp",
            "1-25/39",
            "18446744073709551617-*/*",
            "\"a \\\"b\\\" \\\\ c\"",
            "413 Stop sending",
            "000 200 OK")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("seeds")
  @Spec({"RFC 4975 §6", "RFC 4975 §7.1.1", "RFC 4976 §5.1", "RFC 7701 §7.1"})
  @FuzzTest
  void refusesATextOrKeepsIt(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    uri(text);
    path(text);
    ByteRange range = ByteRange.parse(text);
    if (range != null) {
      assertThat(ByteRange.parse(range.toString())).isEqualTo(range);
      assertThat(range.length()).isGreaterThanOrEqualTo(ByteRange.UNKNOWN);
    }
    String nickname = Nickname.unquote(text);
    if (nickname != null) {
      assertThat(Nickname.unquote(Nickname.quote(nickname))).isEqualTo(nickname);
    }
    MsrpStatus status = MsrpStatus.parse(text);
    if (status != null) {
      assertThat(MsrpStatus.parse(status.toString())).isEqualTo(status);
    }
  }

  private static void uri(String text) {
    MsrpUri uri;
    try {
      uri = MsrpUri.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("expected");
      return;
    }
    assertThat(uri).hasToString(text);
    assertThat(uri.port()).isBetween(1, 65535);
    if (!uri.sessionId().isEmpty() && text.length() < 1000) {
      MsrpUri plain =
          MsrpUri.of(uri.secure(), uri.host(), uri.port(), uri.sessionId(), uri.transport());
      assertThat(plain).isEqualTo(uri).hasSameHashCodeAs(uri);
    }
  }

  private static void path(String text) {
    MsrpPath path;
    try {
      path = MsrpPath.parse(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(MsrpPath.parse(path.toString())).isEqualTo(path);
    MsrpResponse response =
        new MsrpResponse(
            new TransactionId("fuzz"),
            MsrpStatus.OK,
            PATH,
            PATH,
            List.of(new MsrpHeader("Use-Path", path.toString())));
    RelayGrant grant = RelayGrant.read(response);
    assertThat(grant).isNotNull();
    assertThat(grant.advertised(PATH.first()).last()).isEqualTo(PATH.first());
  }
}
