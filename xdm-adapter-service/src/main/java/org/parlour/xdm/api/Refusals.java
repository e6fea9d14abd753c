package org.parlour.xdm.api;

import org.parlour.xdm.document.GroupRefused;
import org.springframework.http.HttpStatus;

/// How refusals are answered over HTTP, in JSON and on pages.
public final class Refusals {
  private Refusals() {}

  public static HttpStatus status(GroupRefused.Reason reason) {
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
