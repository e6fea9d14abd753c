package org.parlour.labcore.proxy;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parlour.labcore.criteria.FilterCriteria;
import org.parlour.labcore.registrar.Domains;

/// What the router must know.
///
/// @param address our own, as peers see it
/// @param domains of the users
/// @param imDomain host of the public service identities (F, G, S)
/// @param controlling the IM Server's controlling ports, best first
/// @param originating its originating ports
/// @param terminating its terminating ports
/// @param participating requests of and to users pass the ports that the filter criteria name
/// @param thirdPartyRegister the IM Server is told of registrations (reference §4.2)
public record ProxyConfig(
    InetSocketAddress address,
    Domains domains,
    String imDomain,
    List<InetSocketAddress> controlling,
    List<InetSocketAddress> originating,
    List<InetSocketAddress> terminating,
    boolean participating,
    boolean thirdPartyRegister,
    FilterCriteria criteria) {
  public ProxyConfig {
    controlling = List.copyOf(controlling);
    originating = List.copyOf(originating);
    terminating = List.copyOf(terminating);
  }

  String host() {
    String text = address.getAddress().getHostAddress();
    return text.indexOf(':') < 0 ? text : '[' + text + ']';
  }

  String hostPort() {
    return host() + ':' + address.getPort();
  }

  /// Whether a URI's host and port name this core.
  boolean isUs(String host, int port) {
    boolean ourPort = port == address.getPort() || (port < 0 && address.getPort() == 5060);
    return (ourPort && host.equals(host()))
        || ((port < 0 || ourPort) && domains.hosts().contains(host));
  }

  Set<InetSocketAddress> imPorts() {
    Set<InetSocketAddress> all = new HashSet<>(controlling);
    all.addAll(originating);
    all.addAll(terminating);
    return all;
  }
}
