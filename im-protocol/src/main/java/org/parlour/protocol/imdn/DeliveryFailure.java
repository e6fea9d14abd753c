package org.parlour.protocol.imdn;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.xml.XmlCursor;
import org.parlour.protocol.xml.XmlText;

/// A delivery notification that says `failed` (RFC 5438 §11.1.1).
///
/// @param messageId of the message that was not delivered
/// @param dateTime of that message
/// @param recipient who did not get it
/// @param originalRecipient whom the message itself names; null when it names nobody
public record DeliveryFailure(
    String messageId,
    Instant dateTime,
    ImAddress recipient,
    @Nullable ImAddress originalRecipient) {
  private static final String NAMESPACE = "urn:ietf:params:xml:ns:imdn";
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(8 * 1024, 8);

  public byte[] write() {
    return new XmlText()
        .raw("<imdn xmlns=\"" + NAMESPACE + "\">")
        .element("message-id", messageId)
        .element("datetime", dateTime.toString())
        .element("recipient-uri", recipient.toString())
        .element(
            "original-recipient-uri",
            originalRecipient == null ? null : originalRecipient.toString())
        .raw("<delivery-notification><status><failed/></status></delivery-notification></imdn>")
        .toBytes();
  }

  /// @throws MalformedBodyException when it is no notification of a failed delivery
  public static DeliveryFailure read(byte[] xml) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("imdn", xml, LIMITS);
    if (!in.is(NAMESPACE, "imdn")) {
      throw in.bad("root " + in.name(), "imdn of " + NAMESPACE);
    }
    String messageId = null;
    Instant dateTime = null;
    ImAddress recipient = null;
    ImAddress original = null;
    boolean failed = false;
    int root = in.depth();
    while (in.nextChildOf(root)) {
      if (in.is(NAMESPACE, "message-id")) {
        messageId = in.text();
      } else if (in.is(NAMESPACE, "datetime")) {
        dateTime = instant(in);
      } else if (in.is(NAMESPACE, "recipient-uri")) {
        recipient = address(in);
      } else if (in.is(NAMESPACE, "original-recipient-uri")) {
        original = address(in);
      } else if (in.is(NAMESPACE, "delivery-notification")) {
        failed = saysFailed(in);
      }
    }
    in.finish();
    if (messageId == null || dateTime == null || recipient == null || !failed) {
      throw new MalformedBodyException("imdn: no failed delivery with its message and recipient");
    }
    return new DeliveryFailure(messageId, dateTime, recipient, original);
  }

  private static boolean saysFailed(XmlCursor in) throws MalformedBodyException {
    boolean failed = false;
    int notification = in.depth();
    while (in.nextChildOf(notification)) {
      int status = in.depth();
      while (in.nextChildOf(status)) {
        failed |= in.is(NAMESPACE, "failed");
      }
    }
    return failed;
  }

  private static Instant instant(XmlCursor in) throws MalformedBodyException {
    String text = in.text().strip();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedBodyException("imdn: datetime: " + text + " (expected: RFC 3339)", e);
    }
  }

  private static ImAddress address(XmlCursor in) throws MalformedBodyException {
    String text = in.text().strip();
    try {
      return ImAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("imdn: " + e.getMessage(), e);
    }
  }
}
