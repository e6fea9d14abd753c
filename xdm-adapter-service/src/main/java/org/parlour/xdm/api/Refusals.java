package org.parlour.xdm.api;

import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.springframework.http.HttpStatus;

/// How refusals are answered over HTTP, in JSON and on pages.
public final class Refusals {
  private Refusals() {}

  /// A document that XCAP would not take, with the words of XCAP.
  ///
  /// @param what kind of document
  public static GroupRefused of(String what, XcapConflictException conflict) {
    XcapError error = conflict.error();
    return new GroupRefused(
        error instanceof XcapError.ConstraintFailure ? Reason.CONSTRAINT_FAILURE : Reason.INVALID,
        what + ": " + error.element() + ": " + error.phrase(),
        conflict);
  }

  /// @param what kind of document
  /// @throws GroupRefused when XCAP would not take so long a document
  public static void checkLength(String what, int octets, int most) {
    if (octets > most) {
      throw new GroupRefused(
          Reason.TOO_LARGE, what + ": " + octets + " octets (expected: at most " + most + ")");
    }
  }

  public static HttpStatus status(Reason reason) {
    return switch (reason) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case CONSTRAINT_FAILURE, EXISTS, READ_ONLY -> HttpStatus.CONFLICT;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case UNKNOWN -> HttpStatus.NOT_FOUND;
      case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
      case BUSY, NOT_PUBLISHED, UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
