package org.parlour.xdm.xcap;

/// A URI that is none of XCAP. The message may be shown to its sender.
public final class XcapUriException extends Exception {
  private static final long serialVersionUID = 1L;

  public XcapUriException(String message) {
    super(message);
  }
}
