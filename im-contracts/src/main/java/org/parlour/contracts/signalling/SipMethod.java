package org.parlour.contracts.signalling;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.SessionDescription;

/// What a request asks for, with what only that method carries.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface SipMethod {

  /// INVITE, initial or within a dialog.
  ///
  /// @param offer null when the INVITE has no SDP
  /// @param recipients the `recipient-list` body, flattened, without duplicates; null when there is
  ///     none
  /// @param switches live switches, best first, for a session that may have to be created
  record Invite(
      @Nullable SessionDescription offer,
      @Nullable List<Recipient> recipients,
      List<SwitchCandidate> switches)
      implements SipMethod {
    public Invite {
      recipients = recipients == null ? null : List.copyOf(recipients);
      switches = List.copyOf(switches);
    }
  }

  /// ACK for a 2xx.
  ///
  /// @param answer the SDP of an ACK, when our 2xx carried the offer
  record Ack(@Nullable SessionDescription answer) implements SipMethod {}

  /// The edge has answered the CANCEL itself with 200; its INVITE may still be open.
  record Cancel() implements SipMethod {}

  record Bye() implements SipMethod {}

  record Update(@Nullable SessionDescription offer) implements SipMethod {}

  /// @param expires null when the header is absent
  /// @param accept media types, lower case; empty when absent
  /// @param documents of `xcap-diff`; null for other packages
  record Subscribe(
      EventPackage event,
      @Nullable Integer expires,
      List<String> accept,
      @Nullable DocumentSelection documents)
      implements SipMethod {
    public Subscribe {
      accept = List.copyOf(accept);
    }

    /// To another package than `xcap-diff`.
    public Subscribe(EventPackage event, @Nullable Integer expires, List<String> accept) {
      this(event, expires, accept, null);
    }
  }

  /// What a server that we subscribed to tells (RFC 6665 §8.2.1, §8.2.3). Its body is not read.
  ///
  /// @param state null when it is none that we know; it counts as pending
  /// @param expires seconds that the subscription lasts; null when it does not say
  /// @param reason of the termination; null when there is none that we know
  /// @param retryAfter seconds; null when absent
  record Notify(
      EventPackage event,
      @Nullable State state,
      @Nullable Integer expires,
      @Nullable TerminationReason reason,
      @Nullable Integer retryAfter)
      implements SipMethod {
    /// The names are the wire's, in upper case.
    public enum State {
      ACTIVE,
      PENDING,
      TERMINATED
    }
  }

  /// A pager-mode message.
  ///
  /// @param contentType of the message part alone
  /// @param recipients as for [Invite]
  record Message(String contentType, byte[] body, @Nullable List<Recipient> recipients)
      implements SipMethod {
    public Message {
      recipients = recipients == null ? null : List.copyOf(recipients);
    }
  }

  /// @param referTo the target, without the method parameter and without headers
  /// @param referredMethod `INVITE` unless `method=` says otherwise, upper case
  /// @param replaces the value of a `Replaces` header component, decoded
  /// @param recipients of `multiple-refer`
  /// @param subscribe false with `Refer-Sub: false`
  record Refer(
      @Nullable ImAddress referTo,
      String referredMethod,
      @Nullable String replaces,
      @Nullable List<Recipient> recipients,
      boolean subscribe)
      implements SipMethod {
    public Refer {
      recipients = recipients == null ? null : List.copyOf(recipients);
    }
  }

  /// A third-party registration (clause 6.1.1).
  ///
  /// @param expires seconds; 0 is a deregistration
  record Register(int expires) implements SipMethod {}

  /// @param ifMatch SIP-If-Match, null when absent
  record Publish(
      EventPackage event,
      @Nullable Integer expires,
      @Nullable String ifMatch,
      @Nullable String contentType,
      byte[] body)
      implements SipMethod {}
}
