package org.parlour.protocol.iscomposing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.xml.XmlCursor;
import org.parlour.protocol.xml.XmlText;

/// An `application/im-iscomposing+xml` document (RFC 3994 §5).
///
/// @param active the sender is composing; any state but `active` is idle (§3.3)
/// @param lastActive when it was last; null when it does not say
/// @param contentType of what is being composed; null when it does not say
/// @param refresh seconds after which an active state that was not repeated is over; null: 120
///     (§3.3)
public record IsComposing(
    boolean active,
    @Nullable Instant lastActive,
    @Nullable String contentType,
    @Nullable Integer refresh) {
  public static final String CONTENT_TYPE = "application/im-iscomposing+xml";

  private static final String NAMESPACE = "urn:ietf:params:xml:ns:im-iscomposing";
  private static final int SHORTEST_REFRESH = 60;
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(8 * 1024, 8);

  /// @throws MalformedBodyException when the document is broken or says no state
  public static IsComposing read(byte[] xml) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("isComposing", xml, LIMITS);
    if (!in.is(NAMESPACE, "isComposing")) {
      throw in.bad("root " + in.name(), "isComposing of " + NAMESPACE);
    }
    String state = null;
    Instant lastActive = null;
    String contentType = null;
    Integer refresh = null;
    int root = in.depth();
    while (in.nextChildOf(root)) {
      if (in.is(NAMESPACE, "state")) {
        state = in.text();
      } else if (in.is(NAMESPACE, "lastactive")) {
        lastActive = instant(in);
      } else if (in.is(NAMESPACE, "contenttype")) {
        contentType = in.text();
      } else if (in.is(NAMESPACE, "refresh")) {
        refresh = refresh(in);
      }
    }
    in.finish();
    if (state == null) {
      throw new MalformedBodyException("isComposing: no state (expected: active or idle)");
    }
    return new IsComposing(state.equals("active"), lastActive, contentType, refresh);
  }

  private static Instant instant(XmlCursor in) throws MalformedBodyException {
    String text = in.text();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedBodyException(
          "isComposing: lastactive: " + text + " (expected: RFC 3339)", e);
    }
  }

  /// Shorter intervals count as the shortest that is allowed.
  private static int refresh(XmlCursor in) throws MalformedBodyException {
    String text = in.text();
    try {
      int seconds = Integer.parseInt(text);
      if (seconds > 0) {
        return Math.max(seconds, SHORTEST_REFRESH);
      }
    } catch (NumberFormatException e) {
      // answered below, with the value
    }
    throw in.bad("refresh: " + text, "seconds, 1 to 2^31-1");
  }

  public byte[] write() {
    return new XmlText()
        .raw("<isComposing xmlns=\"" + NAMESPACE + "\">")
        .element("state", active ? "active" : "idle")
        .element("lastactive", lastActive == null ? null : lastActive.toString())
        .element("contenttype", contentType)
        .element("refresh", refresh == null ? null : refresh.toString())
        .raw("</isComposing>")
        .toBytes();
  }
}
