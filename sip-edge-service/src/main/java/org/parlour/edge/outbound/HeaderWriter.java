package org.parlour.edge.outbound;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.Warning;

/// Writes what the core wants in a message, as each header is written. Pure.
final class HeaderWriter {
  private static final String IM_FEATURE = "+g.oma.sip-im";

  private final String warningAgent;

  /// @param warningAgent stands in Warnings, for example our host
  HeaderWriter(String warningAgent) {
    this.warningAgent = warningAgent;
  }

  void write(SipHeaders headers, MessageText out) {
    if (headers.contact() != null) {
      out.header(
          "Contact",
          '<'
              + headers.contact().toString()
              + '>'
              + (headers.focus() ? ";isfocus;" + IM_FEATURE : ""));
    }
    out.optional("P-Asserted-Identity", headers.assertedIdentity());
    out.optional("Privacy", headers.privacyId() ? "id" : null);
    out.optional("Accept-Contact", headers.acceptContact() ? "*;" + IM_FEATURE : null);
    list(out, "Allow", headers.allow());
    list(out, "Allow-Events", headers.allowEvents());
    list(out, "Supported", headers.supported());
    list(out, "Require", headers.require());
    list(out, "Unsupported", headers.unsupported());
    out.optional("Session-Expires", sessionExpires(headers.sessionExpires()));
    out.optional("Min-SE", headers.minSe());
    out.optional("Expires", headers.expires());
    out.optional("Event", event(headers.event()));
    out.optional("Subscription-State", subscriptionState(headers.subscriptionState()));
    out.optional("Warning", warning(headers.warning()));
    out.optional("Retry-After", headers.retryAfter());
    out.optional("Reason", reason(headers.reason()));
    headers.carried().forEach(out::header);
  }

  private static void list(MessageText out, String name, List<String> values) {
    if (!values.isEmpty()) {
      out.header(name, String.join(", ", values));
    }
  }

  private static @Nullable String sessionExpires(@Nullable SessionExpires value) {
    if (value == null) {
      return null;
    }
    return value.refresher() == null
        ? Integer.toString(value.seconds())
        : value.seconds() + ";refresher=" + value.refresher().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String event(@Nullable EventPackage value) {
    if (value == null) {
      return null;
    }
    return value.id() == null ? value.name() : value.name() + ";id=" + value.id();
  }

  private static @Nullable String subscriptionState(@Nullable SubscriptionState value) {
    if (value == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(value.active() ? "active" : "terminated");
    if (value.expires() != null) {
      text.append(";expires=").append(value.expires());
    }
    if (value.reason() != null) {
      text.append(";reason=").append(value.reason().name().toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  @Nullable String warning(@Nullable Warning value) {
    return value == null ? null : value.code() + " " + warningAgent + " " + quoted(value.text());
  }

  static @Nullable String reason(@Nullable Reason value) {
    return value == null ? null : "SIP;cause=" + value.cause() + ";text=" + quoted(value.text());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
