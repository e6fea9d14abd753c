package org.parlour.client;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.sdp.MsrpTransport;

/// Who the client is and what it knows of its service.
///
/// @param user the IM Address, for example `sip:alice@example.org`
/// @param displayName shown to others; null for none
/// @param factory the Conference-factory-URI (F)
/// @param registrationSeconds asked of the registrar
/// @param sessionSeconds the session interval offered (RFC 4028); at least 90
/// @param anonymous asks for privacy in everything sent (RFC 3323)
/// @param msrp what MSRP is offered over; offers of others are taken as they are
public record ClientOptions(
    ImAddress user,
    @Nullable String displayName,
    String password,
    ImAddress factory,
    int registrationSeconds,
    int sessionSeconds,
    boolean anonymous,
    MsrpTransport msrp) {
  public ClientOptions {
    if (sessionSeconds < 1 || registrationSeconds < 1) {
      throw new IllegalArgumentException(
          "intervals: " + registrationSeconds + ", " + sessionSeconds + " (expected: 1 or more)");
    }
  }

  /// A user of the standalone suite, whose password is the user's name.
  public static ClientOptions of(String name, String domain, String imDomain) {
    return new ClientOptions(
        ImAddress.sip(name, domain),
        Character.toUpperCase(name.charAt(0)) + name.substring(1),
        name,
        ImAddress.sip("conference-factory", imDomain),
        3600,
        1800,
        false,
        MsrpTransport.TCP);
  }

  public ClientOptions withAnonymity() {
    return new ClientOptions(
        user, displayName, password, factory, registrationSeconds, sessionSeconds, true, msrp);
  }

  public ClientOptions withPassword(String changed) {
    return new ClientOptions(
        user, displayName, changed, factory, registrationSeconds, sessionSeconds, anonymous, msrp);
  }

  public ClientOptions withSessionSeconds(int changed) {
    return new ClientOptions(
        user, displayName, password, factory, registrationSeconds, changed, anonymous, msrp);
  }

  public ClientOptions withMsrp(MsrpTransport changed) {
    return new ClientOptions(
        user,
        displayName,
        password,
        factory,
        registrationSeconds,
        sessionSeconds,
        anonymous,
        changed);
  }

  /// The user as others see it.
  public NameAddress nameAddress() {
    return new NameAddress(displayName, user);
  }

  /// Never shows the password.
  @Override
  public String toString() {
    return "ClientOptions[" + user + "]";
  }
}
