package org.parlour.xdm.xcap;

/// A URI that is none of XCAP. The message may be shown to its sender.
public final class XcapUriException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean documentless;

  public XcapUriException(String message) {
    this(message, false);
  }

  /// @param documentless well-formed, but no document has such a URI
  XcapUriException(String message, boolean documentless) {
    super(message);
    this.documentless = documentless;
  }

  /// Whether it is well-formed, but no document has such a URI.
  public boolean isDocumentless() {
    return documentless;
  }
}
