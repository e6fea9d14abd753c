package org.parlour.xdm.xcap;

import org.jspecify.annotations.Nullable;

/// Ends a request for a document: nothing was changed. Conflicts (409) are
/// [XcapConflictException]s.
public final class XcapRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    MALFORMED_URI(400),
    /// The body ended before it was all there.
    INCOMPLETE_BODY(400),
    /// Nobody said who asks.
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    /// What is addressed can be read only.
    READ_ONLY(405),
    PRECONDITION_FAILED(412),
    TOO_LARGE(413),
    WRONG_MEDIA_TYPE(415),
    /// Of passwords.
    TOO_MANY_GUESSES(429),
    /// The change could not be stored or published in time.
    UNAVAILABLE(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Reason reason;
  private final @Nullable Suspicion suspicion;

  public XcapRefused(Reason reason, String detail) {
    this(reason, detail, null, null);
  }

  public XcapRefused(Reason reason, String detail, @Nullable Throwable cause) {
    this(reason, detail, null, cause);
  }

  /// @param suspicion null for an ordinary mistake
  public XcapRefused(
      Reason reason, String detail, @Nullable Suspicion suspicion, @Nullable Throwable cause) {
    super(detail, cause);
    this.reason = reason;
    this.suspicion = suspicion;
  }

  /// The document would be against a constraint (RFC 4825 §11.1).
  public static XcapConflictException constraint(String phrase) {
    return new XcapConflictException(new XcapError.ConstraintFailure(phrase));
  }

  public Reason reason() {
    return reason;
  }

  /// Null when it is an ordinary mistake.
  public @Nullable Suspicion suspicion() {
    return suspicion;
  }
}
