package org.parlour.conference.controlling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.pager.Fanout;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimHeader;
import org.parlour.protocol.cpim.CpimMessage;

/// What is said in the session, for those who have no MSRP: a MESSAGE from S to each, by the
/// fan-out of pager messages.
final class Relaying {
  private Relaying() {}

  /// One of the others said something over MSRP. Told twice it is sent once.
  static void heard(Turn t, MediaEvent.MessageHeard heard) {
    if (t.focus().running() == null) {
      return;
    }
    String id = Derived.token(t.session().session().toString(), heard.message(), heard.epoch());
    List<PagerRecipient> readers = readers(t, heard.legs());
    if (readers.isEmpty() || t.focus().pagers().messages().containsKey(id)) {
      return;
    }
    RosterUser sender = t.focus().users().get(heard.sender().canonical().toString());
    boolean hidden = sender == null || sender.anonymous();
    String name = sender == null || hidden ? null : sender.shownName();
    send(
        t,
        id,
        new NameAddress(name, heard.sender()),
        hidden,
        new SipContent.Written(heard.contentType(), strict(heard.body())),
        readers);
  }

  /// A message of the server itself (reference §6.6): the switch says it to the others.
  static void say(Turn t, String event, String text) {
    List<String> tags = new ArrayList<>();
    for (Leg leg : t.focus().legs().values()) {
      if (leg.readsMessages()) {
        tags.add(leg.tag());
      }
    }
    if (!tags.isEmpty()) {
      send(
          t,
          t.token("said"),
          NameAddress.of(t.session().identity()),
          false,
          new SipContent.Written(CpimMessage.CONTENT_TYPE, notice(t, event, text).write()),
          readers(t, tags));
    }
  }

  private static CpimMessage notice(Turn t, String event, String text) {
    ImAddress group = t.session().group();
    NameAddress everybody = NameAddress.of(group == null ? t.session().session() : group);
    CpimMessage plain =
        CpimMessage.text(
            everybody, everybody, t.at(), "text/plain; charset=utf-8", text.getBytes(UTF_8));
    return new CpimMessage(
        plain
            .headers()
            .with(new CpimHeader("Subject", "", "system"))
            .with(new CpimHeader("NS", "", "sys <urn:oma:im:system>"))
            .with(CpimHeader.of("sys.Event", event)),
        plain.contentHeaders(),
        plain.content());
  }

  /// @param id the same for the same message
  private static void send(
      Turn t,
      String id,
      NameAddress sender,
      boolean hidden,
      SipContent content,
      List<PagerRecipient> readers) {
    ImAddress session = t.session().session();
    Fanout.relay(
        Paging.turn(t),
        new PagerMessage(
            id,
            new TransactionId(id),
            t.at().plus(t.policy().pager().deadline()),
            t.token("message"),
            session,
            sender,
            NameAddress.of(session),
            hidden,
            Dialog.MAX_FORWARDS,
            Map.of(),
            content,
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
        readers.add(
            new PagerRecipient(MessageLegs.reach(leg), t.user(leg.user().toString()).shownAs()));
      }
    }
    return readers;
  }
}
