package org.parlour.conference.pager;

import java.time.Instant;
import java.util.List;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.PagerCopy;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerProgress;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// The MESSAGE to one recipient (clause 8.3.2.1): stands alone, has identifiers of its own, and no
/// Contact.
final class Copies {
  private static final String METHOD = "MESSAGE";

  private Copies() {}

  static PagerCopy next(PagerMessage message, PagerProgress progress, Instant now) {
    String tag = Derived.token(message.seed(), "copy", progress.next());
    return new PagerCopy(tag, message.id(), progress.next(), now);
  }

  static SendRequest request(AggregateKey key, PagerMessage message, PagerCopy copy) {
    ImAddress recipient = message.recipients().get(copy.recipient()).address();
    return new SendRequest(
        key,
        Branch.of(copy.tag(), 1, METHOD),
        METHOD,
        recipient,
        List.of(),
        message.from(),
        copy.tag(),
        NameAddress.of(recipient),
        null,
        Derived.token(message.seed(), "call", copy.recipient()),
        1,
        message.maxForwards(),
        SipHeaders.builder()
            .assertedIdentity(message.originator())
            .privacyId(message.anonymous())
            .acceptContact()
            .carried(message.carried())
            .build(),
        message.content());
  }
}
