package org.parlour.contracts.routing;

import java.util.Locale;
import org.parlour.protocol.address.ImAddress;

/// Which aggregate a SIP request belongs to. Pure and total: every edge computes the same key from
/// the request alone, so a retransmission, a CANCEL, an ACK or a BYE may arrive anywhere.
///
/// The rules, first match wins (architecture §3):
///
/// 1. a token of ours in the topmost Route: the key inside it;
/// 2. exactly F or an exploder: a token of (role, Call-ID, From-tag, CSeq number), which for INVITE
/// is the token of S;
/// 3. the service of documents: the key that its URI names, else the sender;
/// 4. an S: S itself, or its G; another URI of the IM domain: that URI without parameters;
/// 5. everything else: the served user.
public final class RoutingKey {
  private static final char SEPARATOR = '\n';

  private final ImDomain domain;
  private final ClusterSecret secret;

  public RoutingKey(ImDomain domain, ClusterSecret secret) {
    this.domain = domain;
    this.secret = secret;
  }

  public AggregateKey of(ServiceRole role, RoutableRequest request) {
    if (request.routeKey() != null) {
      return request.routeKey();
    }
    ImAddress target = request.requestUri();
    if (request.method().equals("REGISTER")) {
      return userKey(request.to());
    }
    if (domain.isFactory(target) || domain.isExploder(target)) {
      String token = secret.token(identity(role, request));
      return createsSession(request)
          ? new AggregateKey(domain.adHocSession(token).toString())
          : new AggregateKey("pager:" + token);
    }
    if (domain.owns(target)) {
      return domain.isDocuments(target)
          ? domain.keyOfDocuments(target).orElseGet(() -> userKey(sender(request)))
          : new AggregateKey(target.canonical().toString());
    }
    return userKey(servedUser(role, request));
  }

  /// INVITE, and the requests that share its transaction or undo it.
  private static boolean createsSession(RoutableRequest request) {
    return !request.method().equals("MESSAGE");
  }

  private static String identity(ServiceRole role, RoutableRequest request) {
    return role.name().toLowerCase(Locale.ROOT)
        + SEPARATOR
        + request.callId()
        + SEPARATOR
        + request.fromTag()
        + SEPARATOR
        + request.cseq();
  }

  private static ImAddress servedUser(ServiceRole role, RoutableRequest request) {
    if (request.servedUser() != null) {
      return request.servedUser();
    }
    if (request.method().equals("PUBLISH") || role == ServiceRole.TERMINATING) {
      return request.requestUri();
    }
    if (role == ServiceRole.ORIGINATING) {
      return sender(request);
    }
    return request.requestUri();
  }

  private static ImAddress sender(RoutableRequest request) {
    return request.assertedIdentity() == null ? request.from() : request.assertedIdentity();
  }

  private static AggregateKey userKey(ImAddress user) {
    return new AggregateKey(user.canonical().toString());
  }
}
