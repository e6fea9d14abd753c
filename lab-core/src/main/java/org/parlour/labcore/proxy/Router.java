package org.parlour.labcore.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipUri;
import org.parlour.client.sip.Via;
import org.parlour.client.transport.SipFlow;
import org.parlour.labcore.criteria.FilterCriteria;
import org.parlour.labcore.criteria.FilterCriterion;
import org.parlour.labcore.criteria.SessionCase;
import org.parlour.labcore.registrar.Binding;
import org.parlour.labcore.registrar.Location;

/// Decides where a request goes: a Route, the criteria of its originator, the criteria of its
/// receiver, the receiver's devices, the IM domain, or an address (3GPP TS 24.229 §5.4.3 in small).
final class Router {
  private final Proxy proxy;
  private final ProxyConfig config;
  private final Location location;
  private final OriginalDialogs dialogs;

  Router(Proxy proxy, ProxyConfig config, Location location, InstantSource clock) {
    this.proxy = proxy;
    this.config = config;
    this.location = location;
    this.dialogs = new OriginalDialogs(clock);
  }

  /// @param token the user part of our Route that the IM Server sent; empty for none
  void route(ResponseContext context, String token) throws MalformedSipException {
    SipRequest request = context.request();
    if (request.headers().has(HeaderName.ROUTE)) {
      byRoute(context);
      return;
    }
    if (config.participating() && request.toTag() == null) {
      OriginalDialogs.Pending pending = dialogs.recall(token);
      if (pending != null) {
        switch (pending.sessionCase()) {
          case ORIGINATING_REGISTERED, ORIGINATING_UNREGISTERED ->
              originating(context, pending.servedUser(), pending.sessionCase(), pending.next());
          case TERMINATING_REGISTERED, TERMINATING_UNREGISTERED ->
              terminating(context, pending.servedUser(), pending.sessionCase(), pending.next());
        }
        return;
      }
      if (!context.fromImServer()) {
        String user = served(request);
        originating(context, user, caseOf(user, true), 0);
        return;
      }
    }
    byUri(context);
  }

  /// The served user is the asserted one, never From (C.1-NOTE1).
  private static String served(SipRequest request) {
    return TrustDomain.userOf(
        SipAddress.parse(request.headers().firstOr(HeaderName.ASSERTED_IDENTITY, "")));
  }

  private SessionCase caseOf(String user, boolean originating) {
    boolean registered = !location.of(user).isEmpty();
    if (originating) {
      return registered ? SessionCase.ORIGINATING_REGISTERED : SessionCase.ORIGINATING_UNREGISTERED;
    }
    return registered ? SessionCase.TERMINATING_REGISTERED : SessionCase.TERMINATING_UNREGISTERED;
  }

  private void byRoute(ResponseContext context) throws MalformedSipException {
    Target target = routeTarget(context.request());
    if (target == null) {
      proxy.reject(context, 404, "the Route names a host that is not known here");
    } else {
      proxy.fork(context, List.of(target));
    }
  }

  private @Nullable Target routeTarget(SipRequest request) throws MalformedSipException {
    String route = request.headers().firstOr(HeaderName.ROUTE, "");
    SipUri uri = SipUri.parse(SipAddress.parse(route).uri());
    return uri.at().host().equals(config.imDomain())
        ? new Target.ImServer(config.controlling())
        : Routes.addressOf(uri);
  }

  private void originating(ResponseContext context, String user, SessionCase sessionCase, int from)
      throws MalformedSipException {
    Optional<FilterCriteria.Match> match =
        config.criteria().match(context.request(), sessionCase, from);
    if (match.isPresent()) {
      toServer(context, user, sessionCase, match.get());
    } else {
      byUri(context);
    }
  }

  private void terminating(ResponseContext context, String user, SessionCase sessionCase, int from)
      throws MalformedSipException {
    Optional<FilterCriteria.Match> match =
        config.criteria().match(context.request(), sessionCase, from);
    if (match.isPresent()) {
      toServer(context, user, sessionCase, match.get());
    } else {
      toDevices(context, user);
    }
  }

  /// `Route: <server>, <token@us>`: the server's answer to the request comes back to us by the
  /// second.
  private void toServer(
      ResponseContext context, String user, SessionCase sessionCase, FilterCriteria.Match match)
      throws MalformedSipException {
    FilterCriterion criterion = match.criterion();
    String token = dialogs.remember(user, sessionCase, match.next());
    SipHeaders headers = context.request().headers();
    headers.addFirst(
        HeaderName.ROUTE, "<sip:" + token + '@' + config.hostPort() + ";transport=tcp;lr>");
    headers.addFirst(HeaderName.ROUTE, '<' + criterion.serverName() + '>');
    context.whenUnreachable(
        () -> {
          headers.removeFirst(HeaderName.ROUTE);
          headers.removeFirst(HeaderName.ROUTE);
          goOn(context, user, sessionCase, match);
        });
    proxy.fork(context, List.of(serverTarget(criterion.serverName())));
  }

  /// The server cannot be reached: DefaultHandling decides.
  private void goOn(
      ResponseContext context, String user, SessionCase sessionCase, FilterCriteria.Match match) {
    try {
      if (match.criterion().terminatesWithoutAnswer()) {
        proxy.reject(context, 503, "the application server does not answer");
      } else if (sessionCase == SessionCase.ORIGINATING_REGISTERED
          || sessionCase == SessionCase.ORIGINATING_UNREGISTERED) {
        originating(context, user, sessionCase, match.next());
      } else {
        terminating(context, user, sessionCase, match.next());
      }
    } catch (MalformedSipException e) {
      proxy.reject(context, 400, e.getMessage());
    }
  }

  /// The criteria name the server as an operator would; here its ports are told apart by `call=`.
  Target serverTarget(String serverName) throws MalformedSipException {
    SipUri uri = SipUri.parse(serverName);
    return new Target.ImServer(
        "term".equals(uri.parameter("call")) ? config.terminating() : config.originating());
  }

  private void byUri(ResponseContext context) throws MalformedSipException {
    SipRequest request = context.request();
    if (request.uri().startsWith("tel:")) {
      proxy.reject(context, 404, "telephone numbers are not known here");
      return;
    }
    SipUri uri = SipUri.parse(request.uri());
    Target known = inDialogTarget(request);
    if (config.domains().owns(uri)) {
      String user = uri.addressOfRecord();
      if (!config.domains().serves(uri)) {
        proxy.reject(context, 404, "no such user");
      } else if (config.participating() && request.toTag() == null) {
        terminating(context, user, caseOf(user, false), 0);
      } else {
        toDevices(context, user);
      }
    } else if (known == null) {
      proxy.reject(context, 404, "the host of the Request-URI is not known here");
    } else {
      proxy.fork(context, List.of(known));
    }
  }

  /// One of them when the Request-URI is its GRUU (RFC 5627 §5.1).
  private void toDevices(ResponseContext context, String user) throws MalformedSipException {
    List<Binding> bindings = devices(SipUri.parse(context.request().uri()), user);
    if (bindings.isEmpty()) {
      proxy.reject(context, 480, "not registered");
      return;
    }
    List<Target> targets =
        bindings.stream().<Target>map(b -> new Target.Contact(b.uri(), b.flow(), user)).toList();
    proxy.fork(context, targets);
  }

  private List<Binding> devices(SipUri uri, String user) {
    return location.of(user).stream().filter(binding -> binding.isMeant(uri)).toList();
  }

  /// Where a request with a Contact or a public service identity as its Request-URI goes; null when
  /// its host is not known.
  @Nullable Target inDialogTarget(SipRequest request) throws MalformedSipException {
    if (request.headers().has(HeaderName.ROUTE)) {
      return routeTarget(request);
    }
    SipUri uri = SipUri.parse(request.uri());
    if (uri.at().host().equals(config.imDomain())) {
      return new Target.ImServer(config.controlling());
    }
    SipFlow flow = location.flowOf(request.uri());
    if (flow != null && flow.isOpen()) {
      return new Target.Address(flow.remote(), flow.reliable());
    }
    if (uri.parameter(Binding.GRUU) != null && config.domains().serves(uri)) {
      return devices(uri, uri.addressOfRecord()).stream()
          .findFirst()
          .map(device -> new Target.Address(device.flow().remote(), device.flow().reliable()))
          .orElse(null);
    }
    if (config.isUs(uri.at().host(), uri.at().port())) {
      return null;
    }
    return Routes.addressOf(uri);
  }

  /// Where a response goes by its Via (RFC 3261 §18.2.2); the IM Server's Vias name all of its
  /// edges.
  @Nullable Target targetOf(Via via) {
    if (via.host().equalsIgnoreCase(config.imDomain())
        || via.host().endsWith('.' + config.imDomain())) {
      return new Target.ImServer(config.controlling());
    }
    String received = via.parameter("received");
    InetAddress address = Routes.literal(received == null ? via.host() : received);
    if (address == null) {
      return null;
    }
    String rport = via.parameter("rport");
    int port = rport == null || rport.isEmpty() ? via.port() : portOf(rport);
    return new Target.Address(
        new InetSocketAddress(address, port < 0 ? 5060 : port), via.reliable());
  }

  private static int portOf(String rport) {
    try {
      int port = Integer.parseInt(rport);
      return port > 0 && port < 65536 ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
