package org.parlour.conference.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.OfferTransport;
import org.parlour.conference.PagerRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What all services of the suite agree on, and the choices about ad-hoc sessions.
///
/// @param domain the IM domain: its whole host is ours
@ConfigurationProperties("im")
record ImProperties(
    @DefaultValue("im.example.org") String domain,
    @DefaultValue AdHoc adhoc,
    @DefaultValue Anonymity anonymity,
    @DefaultValue Pager pager,
    @DefaultValue Msrp msrp,
    @DefaultValue Session session) {

  /// @param maxParticipants of an ad-hoc session, the inviter included (D-28)
  record AdHoc(@DefaultValue("20") int maxParticipants) {}

  /// @param adhoc whether participants of ad-hoc sessions may be anonymous (D-11)
  record Anonymity(@DefaultValue("allow") Choice adhoc) {}

  /// @param listService messages to a URI list are taken (8.3.1.1.1-1)
  /// @param maxRecipients of one list; more are refused (RFC 5365 §8)
  /// @param window copies of one message on their way at once
  /// @param deadline whoever was not reached by then never is
  /// @param reports failures are told to senders that asked for it (RFC 5438)
  /// @param largeAnswer how long a recipient of a large message may take to answer its INVITE
  record Pager(
      @DefaultValue("true") boolean listService,
      @DefaultValue("100") int maxRecipients,
      @DefaultValue("50") int window,
      @DefaultValue("180s") Duration deadline,
      @DefaultValue("true") boolean reports,
      @DefaultValue("15s") Duration largeAnswer) {

    PagerRules rules(boolean archive) {
      return new PagerRules(
          listService, maxRecipients, window, deadline, reports, archive, largeAnswer);
    }
  }

  /// @param maxDuration of any session; a group's own limit may be shorter. Missing: no limit
  record Session(@Nullable Duration maxDuration) {}

  /// @param offerTransport how invitees are offered to reach the switch: `inviter`, `tcp`, `tls`,
  ///     `ws` or `wss`
  record Msrp(@DefaultValue("inviter") OfferTransport offerTransport) {}

  /// An operator's yes or no.
  enum Choice {
    ALLOW,
    DENY
  }
}
