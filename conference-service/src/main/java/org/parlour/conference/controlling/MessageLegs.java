package org.parlour.conference.controlling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.pager.Fanout;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.sdp.MsrpMedia;

/// Participants without an MSRP session: they called without an offer, and did not take ours. What
/// they say to S are pager messages (8.3.2.1-5c), and what the others say goes to them likewise.
final class MessageLegs {
  /// Octets of a MESSAGE, since nobody knows how it travels (RFC 3428 §8).
  static final long LONGEST = 1300;

  private static final String METHOD = "MESSAGE";
  private static final String GRUU = "gr";
  private static final Reason NO_MEDIA = new Reason(488, "media not acceptable");

  private MessageLegs() {}

  /// The ACK for the 2xx that had our offer (RFC 3261 §13.2.1).
  ///
  /// @param media what it takes of the offer; null for nothing
  static void answered(Turn t, Leg leg, @Nullable MsrpMedia media) {
    if (media != null) {
      boolean weConnect = AttributeMerge.connectsToAnswerer(media);
      t.apply(new Event.LegModified(leg.with(leg.media().agreed(media, weConnect))));
      MediaPlane.update(t, t.leg(leg.tag()));
      t.touch(leg.user().toString());
      Moving.catchUp(t, t.leg(leg.tag()));
    } else if (leg.dialog().allows(METHOD)) {
      t.apply(new Event.LegModified(leg.with(leg.media().arrived())));
      MediaEvents.connected(t, t.leg(leg.tag())); // nothing holds it up
    } else {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, NO_MEDIA);
      Leaving.releaseIfDeserted(t);
    }
  }

  /// One of the others said something over MSRP. Told twice it is sent once.
  static void heard(Turn t, MediaEvent.MessageHeard heard) {
    if (t.focus().running() == null) {
      return;
    }
    ImAddress session = t.session().session();
    String id = Derived.token(session.toString(), heard.message(), heard.epoch());
    List<PagerRecipient> readers = readers(t, heard.legs());
    if (readers.isEmpty() || t.focus().pagers().messages().containsKey(id)) {
      return;
    }
    RosterUser sender = t.focus().users().get(heard.sender().canonical().toString());
    boolean hidden = sender == null || sender.anonymous();
    String name = sender == null || hidden ? null : sender.shownName();
    Fanout.relay(
        Paging.turn(t),
        new PagerMessage(
            id,
            new TransactionId(id),
            t.at().plus(t.policy().pager().deadline()),
            t.token("heard"),
            session,
            new NameAddress(name, heard.sender()),
            NameAddress.of(session),
            hidden,
            Outgoing.MAX_FORWARDS,
            Map.of(),
            new SipContent.Written(heard.contentType(), strict(heard.body())),
            readers,
            null));
  }

  /// There are clients that read CPIM by its grammar only, liblinphone for one.
  private static byte[] strict(byte[] body) {
    try {
      CpimMessage message = CpimMessage.read(body);
      return new CpimMessage(
              message.headers().strict(), message.contentHeaders(), message.content())
          .write();
    } catch (MalformedBodyException e) {
      return body; // the switch has read it, so that does not happen
    }
  }

  private static List<PagerRecipient> readers(Turn t, List<String> tags) {
    List<PagerRecipient> readers = new ArrayList<>(tags.size());
    for (String tag : tags) {
      Leg leg = t.focus().legs().get(tag);
      if (leg != null && leg.connected()) {
        readers.add(new PagerRecipient(reach(leg), t.user(leg.user().toString()).shownAs()));
      }
    }
    return readers;
  }

  /// Where it reads: the very device when that can be named by all (RFC 5627), else the user.
  static ImAddress reach(Leg leg) {
    ImAddress target = leg.dialog().target();
    return target.parameter(GRUU).isPresent() ? target : leg.user();
  }
}
