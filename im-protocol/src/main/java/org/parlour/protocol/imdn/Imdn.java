package org.parlour.protocol.imdn;

/// The names of RFC 5438 §6 and §9: CPIM headers without their prefix, and the type of a
/// notification.
public final class Imdn {
  public static final String NAMESPACE = "urn:ietf:params:imdn";
  public static final String MESSAGE_ID = "Message-ID";
  public static final String DISPOSITION_NOTIFICATION = "Disposition-Notification";
  public static final String CONTENT_TYPE = "message/imdn+xml";

  private Imdn() {}
}
