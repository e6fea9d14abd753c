package org.parlour.bench.codec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
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
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Records as they travel, for benchmarks.
public final class Samples {
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final ImAddress FACTORY = ImAddress.parse("sip:conference-factory@im.example.org");

  private Samples() {}

  /// The INVITE of reference §13.1, as an edge publishes it.
  public static SipRequest invite() {
    return new SipRequest(
        Instant.parse("2026-11-25T10:00:00.123456Z"),
        new byte[16],
        new TransactionId("9k2h1v0q7d8s5f4g3j2h1k0m9n"),
        ServiceRole.CONTROLLING,
        new ReplyTo(0, 1763795001000L),
        new ResponseSkeleton(
            List.of(
                "SIP/2.0/TCP core.example.org:5060;branch=z9hG4bKc0re77;received=127.0.0.1",
                "SIP/2.0/TCP 192.0.2.11:40112;branch=z9hG4bKalice1;rport=40112;received=192.0.2.11"),
            List.of("<sip:core.example.org:5060;transport=tcp;lr>"),
            "\"Alice\" <sip:alice@example.org>;tag=a1a1",
            "<sip:conference-factory@im.example.org>",
            "7f1e-adhoc-0001@192.0.2.11",
            "1 INVITE"),
        new DialogId("7f1e-adhoc-0001@192.0.2.11", null, "a1a1"),
        1,
        FACTORY,
        new NameAddress("Alice", ALICE),
        NameAddress.of(FACTORY),
        new NameAddress("Alice", ALICE),
        false,
        new RemoteContact(
            ImAddress.parse("sip:alice@192.0.2.11:40112;transport=tcp"),
            false,
            Set.of("+g.oma.sip-im")),
        List.of("<sip:core.example.org:5060;transport=tcp;lr>"),
        new PeerCapabilities(
            Set.of("INVITE", "ACK", "CANCEL", "BYE", "MESSAGE", "NOTIFY", "UPDATE", "REFER"),
            Set.of("timer", "norefersub"),
            Set.of("recipient-list-invite")),
        new SessionExpires(1800, SessionExpires.Refresher.UAC),
        90,
        68,
        Map.of("Subject", "lunch", "P-Charging-Vector", "icid-value=\"core-0001\""),
        new SipMethod.Invite(
            offer(),
            List.of(
                Recipient.to(ImAddress.parse("sip:bob@example.org")),
                Recipient.to(ImAddress.parse("sip:carol@example.org"))),
            List.of(new SwitchCandidate(0, 1763795001000L, "127.0.0.1", 2855))));
  }

  private static SessionDescription offer() {
    return new SessionDescription(
        "alice",
        3912876101L,
        1,
        "192.0.2.11",
        List.of(
            new MsrpMedia(
                9,
                false,
                List.of("msrp://192.0.2.11:9/a8Kq2Zw7Lr;tcp"),
                List.of("message/cpim", "application/im-iscomposing+xml"),
                List.of("text/plain", "text/html", "message/imdn+xml"),
                1048576L,
                Direction.SENDRECV,
                Setup.ACTIVE,
                null,
                List.of("nickname", "private-messages"),
                List.of())));
  }
}
