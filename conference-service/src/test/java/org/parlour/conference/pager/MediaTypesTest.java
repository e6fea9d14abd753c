package org.parlour.conference.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.conference.MediaRules;
import org.parlour.conference.OfferTransport;
import org.parlour.protocol.Spec;

class MediaTypesTest {
  private static final MediaRules RULES =
      new MediaRules(
          List.of("message/cpim"),
          List.of("text/*", "image/png"),
          1,
          true,
          true,
          OfferTransport.INVITER,
          false);

  @ParameterizedTest
  @CsvSource({
    "message/cpim, true",
    "Message/CPIM;charset=utf-8, true",
    "TEXT/plain; charset=utf-8, true",
    "image/png, true",
    "image/gif, false",
    "multipart/mixed;boundary=b, false"
  })
  @Spec("RFC 5365 §6")
  void what_may_pass_in_sessions_may_pass_in_pager_mode(String contentType, boolean allowed) {
    assertThat(MediaTypes.allowed(RULES, contentType)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource("'message/cpim, text/*, image/png'")
  void says_each_type_once(String accepted) {
    assertThat(String.join(", ", MediaTypes.accepted(RULES))).isEqualTo(accepted);
  }
}
