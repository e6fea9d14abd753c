package org.parlour.conference.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.conference.MediaRules;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.Setup;

/// The algorithm of reference §3.4 (D-29).
class AttributeMergeTest {
  private static final OwnMedia OWN =
      new OwnMedia(
          new SwitchAddress("h", 2855),
          MsrpTransport.TCP,
          "msrp://h:2855/x;tcp",
          null,
          1,
          1,
          MediaRules.OPEN);

  @ParameterizedTest(name = "{0} and {1} give {2}")
  @CsvSource({
    "message/cpim text/plain text/html, message/cpim text/plain, message/cpim text/plain",
    "text/plain message/cpim, message/cpim text/plain, message/cpim text/plain",
    "*, message/cpim text/plain, message/cpim text/plain",
    "message/cpim text/*, message/cpim text/html image/png, message/cpim text/html",
    "message/cpim *, *, message/cpim *",
    "message/cpim text/plain, *, message/cpim text/plain"
  })
  @Spec({"7.2.1.2-R200-2a", "D-29"})
  void answers_with_common_types_in_the_order_of_the_offer_cpim_first(
      String offered, String answered, String expected) {
    MsrpMedia merged =
        AttributeMerge.towardsOfferer(
            media(Setup.ACTPASS, null, offered), media(Setup.ACTIVE, null, answered), OWN);

    assertThat(merged.acceptTypes()).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"ACTPASS,PASSIVE", "ACTIVE,PASSIVE", "PASSIVE,ACTIVE", ",PASSIVE"})
  @Spec("5.8.1")
  void answers_passive_whenever_it_may(@Nullable Setup offered, Setup ours) {
    MsrpMedia answer =
        AttributeMerge.towardsOfferer(media(offered, null, "message/cpim"), null, OWN);

    assertThat(answer.setup()).isEqualTo(ours);
    assertThat(AttributeMerge.connectsToOfferer(media(offered, null, "message/cpim")))
        .isEqualTo(ours == Setup.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({"ACTIVE,false", "PASSIVE,true", ",true"})
  @Spec("RFC 4975 §5.4")
  void connects_to_an_answerer_that_does_not_connect_itself(
      @Nullable Setup answered, boolean connects) {
    assertThat(AttributeMerge.connectsToAnswerer(media(answered, null, "message/cpim")))
        .isEqualTo(connects);
  }

  @Test
  @Spec("D-29")
  void takes_the_smallest_size() {
    MsrpMedia answer =
        AttributeMerge.towardsOfferer(
            media(Setup.ACTIVE, 5000L, "message/cpim"),
            media(Setup.ACTIVE, 4000L, "message/cpim"),
            OWN);

    assertThat(answer.maxSize()).isEqualTo(4000);
  }

  @Test
  @Spec("7.2.1.2-R200-2b")
  void takes_unknown_attributes_from_the_answer_where_both_have_them_and_keeps_file_ones_out() {
    MsrpMedia offer =
        withOthers(
            media(Setup.ACTIVE, null, "message/cpim"),
            new SdpAttribute("x-test", "a"),
            new SdpAttribute("x-only", "a"),
            new SdpAttribute("file-selector", "name:\"x\""),
            new SdpAttribute("msrp-cema", null));
    MsrpMedia answer =
        withOthers(media(Setup.ACTIVE, null, "message/cpim"), new SdpAttribute("x-test", "b"));

    assertThat(AttributeMerge.towardsOfferer(offer, answer, OWN).others())
        .containsExactly(
            new SdpAttribute("x-test", "b"),
            new SdpAttribute("x-only", "a"),
            new SdpAttribute("msrp-cema", null));
    assertThat(AttributeMerge.towardsInvitee(offer, OWN).others())
        .extracting(SdpAttribute::name)
        .containsExactly("x-test", "x-only", "file-selector", "msrp-cema");
  }

  @Test
  @Spec("RFC 3264 §6.1")
  void answers_the_other_way_round() {
    MsrpMedia offer =
        new MsrpMedia(
            9,
            false,
            List.of("msrp://a;tcp"),
            List.of("message/cpim"),
            List.of(),
            null,
            Direction.SENDONLY,
            Setup.ACTIVE,
            null,
            null,
            List.of());

    assertThat(AttributeMerge.towardsOfferer(offer, null, OWN).direction())
        .isEqualTo(Direction.RECVONLY);
    assertThat(AttributeMerge.towardsInvitee(offer, OWN).direction()).isEqualTo(Direction.SENDONLY);
    assertThat(AttributeMerge.towardsOfferer(offer, null, OWN).acceptWrappedTypes())
        .containsExactlyElementsOf(TypeLists.USUAL_WRAPPED);
  }

  private static MsrpMedia media(@Nullable Setup setup, @Nullable Long maxSize, String types) {
    return new MsrpMedia(
        9,
        false,
        List.of("msrp://a;tcp"),
        List.of(types.split(" ")),
        List.of("text/plain"),
        maxSize,
        Direction.SENDRECV,
        setup,
        null,
        List.of(),
        List.of());
  }

  private static MsrpMedia withOthers(MsrpMedia m, SdpAttribute... others) {
    return new MsrpMedia(
        m.port(),
        m.tls(),
        m.path(),
        m.acceptTypes(),
        m.acceptWrappedTypes(),
        m.maxSize(),
        m.direction(),
        m.setup(),
        m.fingerprint(),
        m.chatroom(),
        List.of(others));
  }
}
