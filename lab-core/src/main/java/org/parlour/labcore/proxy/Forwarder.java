package org.parlour.labcore.proxy;

import java.net.InetSocketAddress;
import java.util.Set;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.transport.SipFlow;

/// Turns a request that came into the one that leaves. Only the headers a proxy owns are touched.
final class Forwarder {
  private final ProxyConfig config;
  private final Set<InetSocketAddress> imPorts;

  Forwarder(ProxyConfig config) {
    this.config = config;
    this.imPorts = config.imPorts();
  }

  static int maxForwards(SipHeaders headers) throws MalformedSipException {
    String value = headers.firstOr(HeaderName.MAX_FORWARDS, "70");
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new MalformedSipException("Max-Forwards: " + value + " (expected: a number)");
    }
  }

  /// The request as it leaves for `target` by `way` (RFC 3261 §16.6); `upstream` is where it came
  /// from.
  SipRequest forwarded(
      SipRequest request, SipFlow upstream, String uri, String branch, SipFlow way, Target target) {
    SipHeaders headers = request.headers().copy();
    int hops = 70;
    try {
      hops = maxForwards(headers);
    } catch (MalformedSipException e) {
      // checked when it came
    }
    headers.set(HeaderName.MAX_FORWARDS, Integer.toString(hops - 1));
    if (isDialogForming(request)) {
      if (!upstream.transport().equals(way.transport())) {
        headers.addFirst(HeaderName.RECORD_ROUTE, ownRoute(upstream));
      }
      headers.addFirst(HeaderName.RECORD_ROUTE, ownRoute(way));
    }
    headers.addFirst(
        HeaderName.VIA,
        "SIP/2.0/" + way.transport() + ' ' + config.hostPort() + ";branch=" + branch);
    if (isClient(target)) {
      TrustDomain.applyPrivacy(headers);
    }
    return new SipRequest(request.method(), uri, headers, request.body());
  }

  private static boolean isDialogForming(SipRequest request) {
    return switch (request.method()) {
      case Methods.INVITE, Methods.SUBSCRIBE, Methods.REFER -> request.toTag() == null;
      default -> false;
    };
  }

  private String ownRoute(SipFlow flow) {
    String transportParameter = flow.reliable() ? ";transport=tcp" : "";
    return "<sip:" + config.hostPort() + transportParameter + ";lr>";
  }

  boolean isClient(Target target) {
    return switch (target) {
      case Target.Contact contact -> true;
      case Target.ImServer server -> false;
      case Target.Address address -> !imPorts.contains(address.address());
    };
  }
}
