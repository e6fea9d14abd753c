package org.parlour.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

class RecordCodecTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456789Z");

  @Test
  void readsBackWhatItWrote() throws Exception {
    SipRequest invite = invite();
    byte[] bytes = RecordCodec.encode(SignallingInput.class, invite);
    SignallingInput read = RecordCodec.decode(SignallingInput.class, bytes);
    assertThat(read).usingRecursiveComparison().isEqualTo(invite);
  }

  @Test
  void keepsTheTypeOfANestedSealedForm() throws Exception {
    MediaEvent lost = new MediaEvent.LegLost(NOW, 3, "leg-1", MediaEvent.LegLost.Cause.TOO_SLOW);
    byte[] bytes = RecordCodec.encode(SignallingInput.class, lost);
    assertThat(RecordCodec.decode(SignallingInput.class, bytes)).isEqualTo(lost);
  }

  @Test
  void refusesWhatIsNoRecord() {
    byte[] poison = "not a record".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RecordCodec.decode(SignallingInput.class, poison))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("SignallingInput");
  }

  static SipRequest invite() {
    ImAddress alice = ImAddress.parse("sip:alice@example.org");
    return new SipRequest(
        NOW,
        new byte[] {1, 2, 3},
        new TransactionId("t1"),
        ServiceRole.CONTROLLING,
        new ReplyTo(1, 7),
        new ResponseSkeleton(
            List.of("SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK1"),
            List.of(),
            "\"Alice\" <sip:alice@example.org>;tag=a1",
            "<sip:conference-factory@im.example.org>",
            "call-1",
            "1 INVITE"),
        new DialogId("call-1", null, "a1"),
        1,
        ImAddress.parse("sip:conference-factory@im.example.org"),
        new NameAddress("Alice", alice),
        NameAddress.of(ImAddress.parse("sip:conference-factory@im.example.org")),
        new NameAddress("Alice", alice),
        false,
        new RemoteContact(
            ImAddress.parse("sip:alice@127.0.0.1:4000;transport=tcp"),
            false,
            Set.of("+g.oma.sip-im")),
        List.of("<sip:core.example.org;lr>"),
        new PeerCapabilities(Set.of("INVITE"), Set.of("timer"), Set.of()),
        new SessionExpires(1800, SessionExpires.Refresher.UAC),
        90,
        69,
        Map.of("Subject", "lunch"),
        new SipMethod.Invite(
            new SessionDescription(
                "-",
                1,
                1,
                "127.0.0.1",
                List.of(
                    new OtherMedia("audio", 4000, "RTP/AVP", "0"),
                    new MsrpMedia(
                        9,
                        false,
                        List.of("msrp://127.0.0.1:9/abc;tcp"),
                        List.of("message/cpim"),
                        List.of("text/plain"),
                        1048576L,
                        Direction.SENDRECV,
                        Setup.ACTIVE,
                        null,
                        List.of(),
                        List.of(new SdpAttribute("x-test", null))))),
            List.of(Recipient.to(ImAddress.parse("sip:bob@example.org"))),
            List.of(new SwitchCandidate(0, 5, "127.0.0.1", 2855))));
  }
}
