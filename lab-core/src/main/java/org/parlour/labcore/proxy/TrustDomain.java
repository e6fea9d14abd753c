package org.parlour.labcore.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipUri;
import org.parlour.client.sip.Via;
import org.parlour.client.transport.SipFlow;

/// Who may assert identities (RFC 3325), and whom a flow has proven to be.
///
/// On a laptop clients and the IM Server share one address, so the IM Server is known by its ports:
/// the source of its datagrams, a connection that we opened to it, or a connection from its host
/// that no client has logged in on and whose Via names one of its ports or its domain. Good enough
/// for a lab; production uses mutual TLS.
final class TrustDomain {
  private final ProxyConfig config;
  private final Set<InetSocketAddress> imPorts;
  private final Set<InetAddress> imHosts;
  private final Map<SipFlow, Set<String>> users = new HashMap<>();

  TrustDomain(ProxyConfig config) {
    this.config = config;
    this.imPorts = config.imPorts();
    this.imHosts = imPorts.stream().map(InetSocketAddress::getAddress).collect(Collectors.toSet());
  }

  boolean isImServer(SipFlow flow, Via via) {
    if (imPorts.contains(flow.remote())) {
      return true;
    }
    if (!imHosts.contains(flow.remote().getAddress()) || users.containsKey(flow)) {
      return false;
    }
    return via.host().equalsIgnoreCase(config.imDomain())
        || via.host().toLowerCase(Locale.ROOT).endsWith('.' + config.imDomain())
        || imPorts.stream()
            .anyMatch(
                port ->
                    port.getPort() == via.port()
                        && port.getAddress().getHostAddress().equals(via.host()));
  }

  /// `user` has logged in on `flow`.
  void proven(SipFlow flow, String user) {
    users.computeIfAbsent(flow, key -> new HashSet<>(2)).add(user);
  }

  void forget(SipFlow flow) {
    users.remove(flow);
  }

  /// The identity to assert for a request from a client: the preferred one when it is the user's
  /// own, else that of From, else the only user of the flow. Null when nobody has logged in on the
  /// flow.
  @Nullable SipAddress identify(SipMessage request, SipFlow flow) {
    Set<String> proven = users.get(flow);
    if (proven == null) {
      return null;
    }
    SipHeaders headers = request.headers();
    String preferred = headers.first(HeaderName.PREFERRED_IDENTITY);
    SipAddress from = SipAddress.parse(headers.firstOr(HeaderName.FROM, ""));
    if (preferred != null) {
      SipAddress wanted = SipAddress.parse(preferred);
      if (proven.contains(userOf(wanted))) {
        String name = wanted.displayName() == null ? from.displayName() : wanted.displayName();
        return new SipAddress(name, userOf(wanted), "");
      }
    }
    String user = userOf(from);
    if (proven.contains(user)) {
      return new SipAddress(from.displayName(), user, "");
    }
    return proven.size() == 1 ? new SipAddress(null, proven.iterator().next(), "") : null;
  }

  static String userOf(SipAddress address) {
    try {
      return SipUri.parse(address.uri()).addressOfRecord();
    } catch (MalformedSipException e) {
      return "";
    }
  }

  /// The identity of the user who answered, with the display name of a preferred one.
  static void assertIdentity(SipHeaders response, String user) {
    String preferred = response.first(HeaderName.PREFERRED_IDENTITY);
    SipAddress wanted = SipAddress.parse(preferred == null ? "" : preferred);
    String name = user.equals(userOf(wanted)) ? wanted.displayName() : null;
    response.remove(HeaderName.PREFERRED_IDENTITY);
    response.set(HeaderName.ASSERTED_IDENTITY, new SipAddress(name, user, "").toString());
  }

  /// What must be gone before a message leaves the trust domain: the asserted identity of somebody
  /// who wants privacy (RFC 3325 §7).
  static void applyPrivacy(SipHeaders headers) {
    String privacy = headers.first(HeaderName.PRIVACY);
    if (privacy != null
        && HeaderText.split(privacy, ';').stream().anyMatch(v -> v.equalsIgnoreCase("id"))) {
      headers.remove(HeaderName.ASSERTED_IDENTITY);
    }
  }
}
