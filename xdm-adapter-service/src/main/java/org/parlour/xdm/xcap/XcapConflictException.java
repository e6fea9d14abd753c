package org.parlour.xdm.xcap;

import org.jspecify.annotations.Nullable;

/// Ends a change of a document: it stays as it was (409).
public final class XcapConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient XcapError error;
  private final @Nullable Suspicion suspicion;

  public XcapConflictException(XcapError error) {
    this(error, null);
  }

  XcapConflictException(XcapError error, @Nullable Suspicion suspicion) {
    super(error.phrase());
    this.error = error;
    this.suspicion = suspicion;
  }

  public XcapError error() {
    return error;
  }

  /// Null when it is an ordinary mistake.
  public @Nullable Suspicion suspicion() {
    return suspicion;
  }
}
