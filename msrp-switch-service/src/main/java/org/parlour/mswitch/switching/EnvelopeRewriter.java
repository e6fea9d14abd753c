package org.parlour.mswitch.switching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimHeader;
import org.parlour.protocol.cpim.CpimHeaders;

/// What the switch changes in message headers (reference §6.1): From shows a participant as the
/// others may see it, DateTime is added where it is missing. Every other header is kept, in its
/// order.
public final class EnvelopeRewriter {
  private static final String FROM = "From";
  private static final String DATE_TIME = "DateTime";
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EnvelopeRewriter() {}

  /// The message headers as they are distributed, blank line included.
  ///
  /// @return null when nothing changes
  public static byte @Nullable [] rewrite(Envelope envelope, MediaLeg sender, Instant now) {
    CpimHeaders headers = envelope.headers();
    NameAddress from = shown(sender, headers.from());
    boolean sameFrom = from.equals(headers.from());
    boolean dated = headers.all().stream().anyMatch(header -> header.name().equals(DATE_TIME));
    if (sameFrom && dated) {
      return null;
    }
    StringBuilder text = new StringBuilder(envelope.headerBytes() + 64);
    for (CpimHeader header : headers.all()) {
      boolean replaced = !sameFrom && header.name().equals(FROM);
      line(text, replaced ? new CpimHeader(FROM, "", from.toString()) : header);
    }
    if (!dated) {
      line(text, new CpimHeader(DATE_TIME, "", MILLISECONDS.format(now)));
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Who the sender is to the others: the pseudonym of an anonymous one, and the name that the
  /// roster shows. A participant without such a name keeps the one it gave itself, unless it is
  /// anonymous.
  private static NameAddress shown(MediaLeg sender, NameAddress stated) {
    boolean anonymous = !sender.shownAs().equals(sender.participant());
    if (sender.displayName() != null) {
      ImAddress address = anonymous ? sender.shownAs() : stated.address();
      return new NameAddress(sender.displayName(), address);
    }
    return anonymous ? NameAddress.of(sender.shownAs()) : stated;
  }

  /// The envelope around a message that came without one, up to its content.
  ///
  /// @param headers Content headers that came with it
  public static byte[] wrap(
      MediaLeg sender,
      ImAddress addressee,
      String contentType,
      List<MsrpHeader> headers,
      Instant now) {
    StringBuilder text = new StringBuilder(256);
    NameAddress from = new NameAddress(sender.displayName(), sender.shownAs());
    line(text, new CpimHeader(FROM, "", from.toString()));
    line(text, new CpimHeader("To", "", NameAddress.of(addressee).toString()));
    line(text, new CpimHeader(DATE_TIME, "", MILLISECONDS.format(now)));
    text.append("\r\n");
    for (MsrpHeader header : headers) {
      line(text, new CpimHeader(header.name(), "", header.value()));
    }
    line(text, new CpimHeader("Content-Type", "", contentType));
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A message of the server itself (reference §6.6).
  ///
  /// @param from S or G
  /// @param to the same for everybody, or one participant
  /// @param event one word
  public static byte[] notice(
      ImAddress from, ImAddress to, String event, String message, Instant now) {
    StringBuilder text = new StringBuilder(320);
    line(text, new CpimHeader(FROM, "", NameAddress.of(from).toString()));
    line(text, new CpimHeader("To", "", NameAddress.of(to).toString()));
    line(text, new CpimHeader(DATE_TIME, "", MILLISECONDS.format(now)));
    line(text, new CpimHeader("Subject", "", "system"));
    line(text, new CpimHeader("NS", "", "sys <urn:oma:im:system>"));
    line(text, CpimHeader.of("sys.Event", event));
    text.append("\r\n");
    line(text, new CpimHeader("Content-Type", "", "text/plain; charset=utf-8"));
    return text.append("\r\n").append(message).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder out, CpimHeader header) {
    out.append(header).append("\r\n");
  }
}
