package org.parlour.edge.inbound;

import java.util.List;
import java.util.Set;

/// What this server offers, as its answers say it (reference §3.1).
final class Capabilities {
  static final List<String> METHODS =
      List.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "MESSAGE",
          "SUBSCRIBE",
          "NOTIFY",
          "REFER",
          "UPDATE",
          "OPTIONS",
          "PUBLISH",
          "REGISTER");

  /// Methods that exist and are not for us.
  static final Set<String> FOREIGN_METHODS = Set.of("INFO", "PRACK");

  static final Set<String> EXTENSIONS =
      Set.of(
          "timer",
          "norefersub",
          "recipient-list-invite",
          "recipient-list-message",
          "replaces",
          "multiple-refer");

  static final Set<String> SUBSCRIBED_EVENTS = Set.of("conference", "xcap-diff");

  /// What we subscribe to ourselves.
  static final Set<String> NOTIFIED_EVENTS = Set.of("xcap-diff");

  static final Set<String> PUBLISHED_EVENTS = Set.of("poc-settings");

  static final String ALLOW = String.join(", ", METHODS);
  static final String SUPPORTED =
      "timer, norefersub, recipient-list-invite, recipient-list-message, replaces, multiple-refer";
  static final String ALLOW_EVENTS = "conference, refer, poc-settings, xcap-diff";
  static final String ACCEPT =
      "application/sdp, multipart/mixed, application/resource-lists+xml, message/cpim, text/plain";

  static final String ACCEPT_ENCODING = "gzip, deflate";

  private Capabilities() {}
}
