package org.parlour.support.problem;

import org.parlour.contracts.error.ImError;

/// Ends the handling of an HTTP request with an outcome of the catalogue.
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ImError error;

  /// @param detail about this occurrence: the thing, the value, the expectation
  public Refused(ImError error, String detail) {
    super(detail);
    this.error = error;
  }

  public ImError error() {
    return error;
  }
}
