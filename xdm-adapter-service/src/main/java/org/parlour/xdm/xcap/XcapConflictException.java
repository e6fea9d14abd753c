package org.parlour.xdm.xcap;

/// Ends a change of a document: it stays as it was (409).
public final class XcapConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient XcapError error;

  public XcapConflictException(XcapError error) {
    super(error.phrase());
    this.error = error;
  }

  public XcapError error() {
    return error;
  }
}
