package org.parlour.xdm.xcap;

import org.jspecify.annotations.Nullable;

/// A URI that is none of XCAP. The message may be shown to its sender.
public final class XcapUriException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean documentless;
  private final @Nullable Suspicion suspicion;

  public XcapUriException(String message) {
    this(message, false, null);
  }

  private XcapUriException(String message, boolean documentless, @Nullable Suspicion suspicion) {
    super(message);
    this.documentless = documentless;
    this.suspicion = suspicion;
  }

  /// Well-formed, but no document has such a URI.
  static XcapUriException documentless(String message) {
    return new XcapUriException(message, true, null);
  }

  /// Meant to lead somewhere else.
  static XcapUriException trick(String message) {
    return new XcapUriException(message, false, Suspicion.PATH);
  }

  /// Whether it is well-formed, but no document has such a URI.
  public boolean isDocumentless() {
    return documentless;
  }

  /// Null when it is an ordinary mistake.
  public @Nullable Suspicion suspicion() {
    return suspicion;
  }
}
