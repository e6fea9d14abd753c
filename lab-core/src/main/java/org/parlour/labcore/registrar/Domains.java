package org.parlour.labcore.registrar;

import java.util.List;
import java.util.Set;
import org.parlour.client.sip.SipUri;

/// The users' domains of this core.
///
/// @param hosts lower case; the first is that of logins without a domain
/// @param users the user parts that exist; empty when every user does
public record Domains(List<String> hosts, Set<String> users) {
  public Domains {
    hosts = List.copyOf(hosts);
    users = Set.copyOf(users);
  }

  public boolean owns(SipUri uri) {
    return hosts.contains(uri.at().host());
  }

  /// Whether this names a user that exists here.
  public boolean serves(SipUri uri) {
    return owns(uri) && !uri.user().isEmpty() && (users.isEmpty() || users.contains(uri.user()));
  }
}
