package org.parlour.labcore.proxy;

import java.util.HashMap;
import java.util.Map;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.labcore.criteria.FilterCriterion;
import org.parlour.labcore.criteria.RegistrationType;

/// Tells application servers of registrations (3GPP TS 24.229 §5.4.1.7; reference §4.2). Whether
/// one answers does not matter to the user.
final class ThirdPartyRegistrar {
  private final Proxy proxy;
  private final ProxyConfig config;
  private final Map<String, Dialogue> dialogues = new HashMap<>();

  /// The Call-ID of a user's third-party registrations and the CSeq of the last one.
  private record Dialogue(String callId, long cseq) {}

  ThirdPartyRegistrar(Proxy proxy, ProxyConfig config) {
    this.proxy = proxy;
    this.config = config;
  }

  /// @param register the user's own request
  /// @param expires seconds, 0 for a deregistration
  void changed(SipRequest register, String user, int expires, boolean initial) {
    if (!config.thirdPartyRegister()) {
      return;
    }
    RegistrationType type =
        expires == 0
            ? RegistrationType.DEREGISTRATION
            : initial ? RegistrationType.INITIAL : RegistrationType.REFRESH;
    for (FilterCriterion criterion : config.criteria().forRegistration(register, type)) {
      send(criterion.serverName(), user, expires);
    }
  }

  private void send(String serverName, String user, int expires) {
    Target target;
    try {
      target = proxy.router().serverTarget(serverName);
    } catch (MalformedSipException e) {
      return; // a criterion without a usable server serves nobody
    }
    Dialogue next =
        dialogues.merge(
            user,
            new Dialogue("3p-" + Tokens.random(16) + '@' + config.host(), 1),
            (known, fresh) -> new Dialogue(known.callId(), known.cseq() + 1));
    if (expires == 0) {
      dialogues.remove(user);
    }
    proxy
        .sender()
        .open(
            target,
            next.callId(),
            0,
            way -> way.send(build(serverName, user, expires, next, way)),
            () -> {});
  }

  private SipRequest build(
      String serverName, String user, int expires, Dialogue dialogue, SipFlow way) {
    SipRequest request = new SipRequest(Methods.REGISTER, serverName);
    String core = "<sip:scscf@" + config.hostPort();
    request
        .headers()
        .add(
            HeaderName.VIA,
            "SIP/2.0/"
                + way.transport()
                + ' '
                + config.hostPort()
                + ";branch="
                + proxy.nextBranch())
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, core + ">;tag=" + Tokens.tag())
        .add(HeaderName.TO, '<' + user + '>')
        .add(HeaderName.CALL_ID, dialogue.callId())
        .add(HeaderName.CSEQ, dialogue.cseq() + " REGISTER")
        .add(HeaderName.CONTACT, core + ";transport=tcp>")
        .add(HeaderName.EXPIRES, Integer.toString(expires))
        .add(HeaderName.CHARGING_VECTOR, "icid-value=\"reg-" + Tokens.random(12) + '"');
    return request;
  }
}
