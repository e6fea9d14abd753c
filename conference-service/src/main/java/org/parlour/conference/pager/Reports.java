package org.parlour.conference.pager;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.conference.state.ReportRequest;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimHeader;
import org.parlour.protocol.cpim.CpimHeaders;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.imdn.DeliveryFailure;
import org.parlour.protocol.imdn.Imdn;

/// Negative delivery notifications (RFC 5438 §8.3): the one way in which an originator learns of a
/// recipient that was not reached (D-12).
final class Reports {
  private static final String METHOD = "MESSAGE";
  private static final String NEGATIVE_DELIVERY = "negative-delivery";
  private static final int MAX_FORWARDS = 70;

  private Reports() {}

  /// What a message asks for; null when it asks for nothing, or lacks what a notification has to
  /// repeat (RFC 5438 §7.1.1), or is a notification itself.
  static @Nullable ReportRequest wanted(SipMethod.Message message) {
    if (!MediaTypes.of(message.contentType()).equals(CpimMessage.CONTENT_TYPE)) {
      return null;
    }
    try {
      CpimMessage cpim = CpimMessage.read(message.body());
      CpimHeaders headers = cpim.headers();
      Instant sent = headers.dateTime();
      Optional<String> id = headers.extension(Imdn.NAMESPACE, Imdn.MESSAGE_ID);
      Optional<String> dispositions =
          headers.extension(Imdn.NAMESPACE, Imdn.DISPOSITION_NOTIFICATION);
      if (id.isEmpty()
          || sent == null
          || cpim.mediaType().equals(Imdn.CONTENT_TYPE)
          || dispositions.filter(Reports::isNegative).isEmpty()) {
        return null;
      }
      return new ReportRequest(id.get(), sent, headers.to().getFirst().address());
    } catch (MalformedBodyException e) {
      return null; // the recipients judge the body, it goes to them as it is
    }
  }

  private static boolean isNegative(String dispositions) {
    return Arrays.stream(dispositions.split(",", -1))
        .anyMatch(wish -> wish.strip().equalsIgnoreCase(NEGATIVE_DELIVERY));
  }

  /// Tells the originator, when it wants to know, that nothing came to `recipient`.
  ///
  /// @param number tells the reports of one message apart
  static void failed(PagerTurn t, PagerMessage message, PagerRecipient recipient, int number) {
    ReportRequest wanted = message.report();
    if (wanted == null) {
      return;
    }
    String tag = Derived.token(message.seed(), "report", number);
    ImAddress originator = message.originator().address().canonical();
    SendRequest report =
        new SendRequest(
            t.key(),
            Branch.of(tag, 1, METHOD),
            METHOD,
            originator,
            List.of(),
            NameAddress.of(message.target()),
            tag,
            NameAddress.of(originator),
            null,
            Derived.token(message.seed(), "report-call", number),
            1,
            MAX_FORWARDS,
            SipHeaders.builder()
                .assertedIdentity(NameAddress.of(message.target()))
                .acceptContact()
                .build(),
            new SipContent.Written(
                CpimMessage.CONTENT_TYPE,
                body(t, message, wanted, recipient.shownAs(), tag).write()));
    t.emit(new Effect.ToAnyEdge(report));
  }

  private static CpimMessage body(
      PagerTurn t, PagerMessage message, ReportRequest wanted, ImAddress recipient, String id) {
    byte[] notification =
        new DeliveryFailure(wanted.messageId(), wanted.dateTime(), recipient, wanted.to()).write();
    CpimMessage plain =
        CpimMessage.text(
            NameAddress.of(message.target()),
            NameAddress.of(message.originator().address()),
            t.at(),
            Imdn.CONTENT_TYPE,
            notification);
    return new CpimMessage(
        plain
            .headers()
            .with(new CpimHeader("NS", "", "imdn <" + Imdn.NAMESPACE + ">"))
            .with(CpimHeader.of("imdn." + Imdn.MESSAGE_ID, id)),
        List.of(
            new CpimHeader("Content-Type", "", Imdn.CONTENT_TYPE),
            new CpimHeader("Content-Disposition", "", "notification"),
            new CpimHeader("Content-Length", "", Integer.toString(notification.length))),
        plain.content());
  }
}
