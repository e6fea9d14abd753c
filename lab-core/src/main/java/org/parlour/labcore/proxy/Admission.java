package org.parlour.labcore.proxy;

import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.sip.SipUri;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.labcore.registrar.DigestServer;
import org.parlour.labcore.registrar.Registrar;

/// Looks at a new request before it is routed (RFC 3261 §16.3): validity, what is for this core
/// itself, and on whose behalf it was sent.
final class Admission {
  private static final String ALLOW =
      "INVITE, ACK, CANCEL, BYE, MESSAGE, SUBSCRIBE, NOTIFY, REFER, UPDATE, OPTIONS, PUBLISH,"
          + " REGISTER";

  private final ProxyConfig config;
  private final TrustDomain trust;
  private final Registrar registrar;
  private final DigestServer digest;
  private final ThirdPartyRegistrar thirdParty;

  Admission(
      ProxyConfig config,
      TrustDomain trust,
      Registrar registrar,
      DigestServer digest,
      ThirdPartyRegistrar thirdParty) {
    this.config = config;
    this.trust = trust;
    this.registrar = registrar;
    this.digest = digest;
    this.thirdParty = thirdParty;
  }

  /// Whether the request goes on; otherwise it was answered.
  boolean admits(SipRequest request, SipFlow flow) throws MalformedSipException {
    SipHeaders headers = request.headers();
    if (request.cseq() < 0
        || !request.cseqMethod().equals(request.method())
        || request.callId().isEmpty()
        || request.fromTag() == null
        || !headers.has(HeaderName.TO)) {
      reject(request, flow, 400, "a mandatory header is missing or wrong");
      return false;
    }
    if (Forwarder.maxForwards(headers) <= 0) {
      reject(request, flow, 483, null);
      return false;
    }
    if (headers.has(HeaderName.PROXY_REQUIRE)) {
      SipResponse response = request.response(420, Tokens.tag());
      response.headers().add(HeaderName.UNSUPPORTED, headers.firstOr(HeaderName.PROXY_REQUIRE, ""));
      flow.send(response);
      return false;
    }
    if (isForUs(request)) {
      answer(request, flow);
      return false;
    }
    return true;
  }

  static void reject(SipRequest request, SipFlow flow, int status, @Nullable String why) {
    if (!request.is(Methods.ACK)) {
      SipResponse response = request.response(status, Tokens.tag());
      if (why != null) {
        String text = why.replace('"', '\'').replace('\\', '/');
        response.headers().add(HeaderName.WARNING, "399 lab-core \"" + text + '"');
      }
      flow.send(response);
    }
  }

  private boolean isForUs(SipRequest request) throws MalformedSipException {
    if (!request.is(Methods.REGISTER) && !request.is(Methods.OPTIONS)) {
      return false;
    }
    SipUri uri = SipUri.parse(request.uri());
    return uri.user().isEmpty() && config.isUs(uri.at().host(), uri.at().port());
  }

  private void answer(SipRequest request, SipFlow flow) {
    if (request.is(Methods.REGISTER)) {
      Registrar.Result result = registrar.register(request, flow);
      flow.send(result.response());
      String user = result.user();
      if (user != null) {
        trust.proven(flow, user);
        thirdParty.changed(request, user, result.expires(), result.initial());
      }
    } else {
      SipResponse response = request.response(200, Tokens.tag());
      response.headers().add(HeaderName.ALLOW, ALLOW);
      flow.send(response);
    }
  }

  /// Puts the identity of the client on the request (RFC 3325 §5); answers 407 when there is none.
  boolean identify(SipRequest request, SipFlow flow) {
    SipHeaders headers = request.headers();
    headers.remove(HeaderName.ASSERTED_IDENTITY).remove(HeaderName.SERVED_USER);
    SipAddress identity = trust.identify(request, flow);
    if (identity == null) {
      switch (digest.check(headers.all(HeaderName.PROXY_AUTHORIZATION), request.method())) {
        case DigestServer.Outcome.Challenged challenged -> {
          SipResponse response = request.response(407, Tokens.tag());
          challenged
              .challenges()
              .forEach(c -> response.headers().add(HeaderName.PROXY_AUTHENTICATE, c));
          flow.send(response);
          return false;
        }
        case DigestServer.Outcome.Accepted accepted ->
            trust.proven(flow, userOf(accepted.userName()));
      }
      identity = trust.identify(request, flow);
    }
    if (identity == null) {
      reject(request, flow, 403, "the user of this request has not logged in");
      return false;
    }
    headers.remove(HeaderName.PREFERRED_IDENTITY).remove(HeaderName.PROXY_AUTHORIZATION);
    headers.add(HeaderName.ASSERTED_IDENTITY, identity.toString());
    if (request.toTag() == null && !headers.has(HeaderName.CHARGING_VECTOR)) {
      headers.add(HeaderName.CHARGING_VECTOR, "icid-value=\"core-" + Tokens.random(12) + '"');
    }
    return true;
  }

  private String userOf(String login) {
    return login.indexOf('@') >= 0
        ? "sip:" + login
        : "sip:" + login + '@' + config.domains().hosts().getFirst();
  }
}
