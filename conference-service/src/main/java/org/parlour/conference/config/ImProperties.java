package org.parlour.conference.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What all services of the suite agree on, and the choices about ad-hoc sessions.
///
/// @param domain the IM domain: its whole host is ours
@ConfigurationProperties("im")
record ImProperties(
    @DefaultValue("im.example.org") String domain,
    @DefaultValue AdHoc adhoc,
    @DefaultValue Anonymity anonymity) {

  /// @param maxParticipants of an ad-hoc session, the inviter included (D-28)
  record AdHoc(@DefaultValue("20") int maxParticipants) {}

  /// @param adhoc whether participants of ad-hoc sessions may be anonymous (D-11)
  record Anonymity(@DefaultValue("allow") Choice adhoc) {}

  /// An operator's yes or no.
  enum Choice {
    ALLOW,
    DENY
  }
}
