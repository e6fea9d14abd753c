package org.parlour.xdm.document;

/// Ends a change of a group: nothing was stored.
public final class GroupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// Something in the request cannot be read.
    INVALID,
    /// Understood, but no group of this domain may be like that.
    CONSTRAINT_FAILURE,
    TOO_LARGE,
    EXISTS,
    UNKNOWN,
    /// The group is not, or no longer, what the client thinks it is.
    PRECONDITION_FAILED,
    /// Another change of the same group is under way.
    BUSY,
    /// Kafka did not acknowledge the change in time.
    NOT_PUBLISHED,
    /// Another server keeps it: it is changed there.
    READ_ONLY,
    /// That server does not say, and what is known of it here was confirmed too long ago.
    UNREACHABLE
  }

  private final Reason reason;

  /// @param detail the thing, the value, the expectation
  public GroupRefused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public GroupRefused(Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
