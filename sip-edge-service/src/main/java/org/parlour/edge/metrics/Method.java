package org.parlour.edge.metrics;

import java.util.Locale;

/// The methods as tags; everything unknown is one tag, so that a peer cannot invent meters.
enum Method {
  INVITE,
  ACK,
  CANCEL,
  BYE,
  UPDATE,
  SUBSCRIBE,
  NOTIFY,
  MESSAGE,
  REFER,
  REGISTER,
  PUBLISH,
  OPTIONS,
  INFO,
  PRACK,
  OTHER;

  static Method of(String token) {
    return switch (token) {
      case "INVITE" -> INVITE;
      case "ACK" -> ACK;
      case "CANCEL" -> CANCEL;
      case "BYE" -> BYE;
      case "UPDATE" -> UPDATE;
      case "SUBSCRIBE" -> SUBSCRIBE;
      case "NOTIFY" -> NOTIFY;
      case "MESSAGE" -> MESSAGE;
      case "REFER" -> REFER;
      case "REGISTER" -> REGISTER;
      case "PUBLISH" -> PUBLISH;
      case "OPTIONS" -> OPTIONS;
      case "INFO" -> INFO;
      case "PRACK" -> PRACK;
      default -> OTHER;
    };
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
