package org.parlour.xdm.user;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.xdm.xml.XmlDocument;

/// What holds for a user.
///
/// @param rules the document that says who may reach the user; null without one
public record UserContent(Subscription subscription, @Nullable XmlDocument rules) {
  static final UserContent PLAIN = new UserContent(Subscription.PLAIN, null);

  UserContent with(@Nullable XmlDocument other) {
    return new UserContent(subscription, other);
  }

  /// What everybody who meets the user obeys.
  public UserPolicy.Definition definition() {
    return new UserPolicy.Definition(
        subscription.barredOutgoing(),
        subscription.barredIncoming(),
        subscription.aliases(),
        rules == null ? null : AccessXml.rules(rules));
  }

  /// The rules as fields.
  public Access access() {
    return Access.of(definition().rules());
  }

  /// For the audit trail.
  String text() {
    return rules == null ? subscription.text() : subscription.text() + rules.text();
  }
}
