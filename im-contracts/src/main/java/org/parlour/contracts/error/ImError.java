package org.parlour.contracts.error;

import java.util.Locale;
import org.parlour.contracts.sip.Warning;

/// The outcomes that refuse something, with their rendering at each border: the SIP status and
/// Warning of reference §7.6, the HTTP status, and the tag under which they are counted.
public enum ImError {
  ORIGINATOR_NOT_AUTHORIZED(403, 403, "originator not authorized"),
  ISFOCUS_ASSIGNED(403, 403, "isfocus already assigned"),
  ANONYMITY_NOT_ALLOWED(403, 403, "anonymity not allowed"),
  INITIATION_NOT_ALLOWED(403, 403, "session initiation not allowed"),
  JOINING_NOT_ALLOWED(403, 403, "joining not allowed"),
  SESSION_UNKNOWN(403, 404, "session unknown"),
  LIST_SERVICE_NOT_SUPPORTED(403, 403, "URI-list service not supported"),
  SUBSCRIPTION_NOT_ALLOWED(403, 403, "conference state subscription not allowed"),
  NOT_A_PARTICIPANT(403, 403, "not a participant"),
  TOO_MANY_RECIPIENTS(403, 403, "too many recipients"),
  NOT_ALLOWED_BY_RECIPIENT(403, 403, "not allowed by the recipient"),
  FACTORY_UNKNOWN(404, 404, "Conference-factory URI does not exist"),
  CONFERENCE_UNKNOWN(404, 404, "Conference URI does not exist"),
  USER_UNKNOWN(404, 404, "user unknown"),
  MESSAGE_TOO_LARGE(413, 413, "message too large"),
  UNAVAILABLE(480, 503, "temporarily unavailable"),
  TOO_MANY_SUBSCRIPTIONS(480, 429, "too many subscriptions"),
  TOO_MANY_PARTICIPANTS(486, 409, "too many participants"),
  OVERLOAD(503, 503, "overload");

  private final int sipStatus;
  private final int httpStatus;
  private final String text;

  ImError(int sipStatus, int httpStatus, String text) {
    this.sipStatus = sipStatus;
    this.httpStatus = httpStatus;
    this.text = text;
  }

  public int sipStatus() {
    return sipStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /// The stable text that clients compare.
  public String text() {
    return text;
  }

  public Warning warning() {
    return Warning.of(text);
  }

  /// The metric tag and the problem's `code`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
