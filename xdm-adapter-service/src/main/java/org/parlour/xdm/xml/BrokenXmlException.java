package org.parlour.xdm.xml;

/// Octets that are no document we read. The message may be shown to their sender.
public final class BrokenXmlException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why not.
  public enum Kind {
    NOT_UTF8,
    NOT_WELL_FORMED,
    DOCUMENT_TYPE,
    /// Elements in elements, more than allowed.
    TOO_DEEP
  }

  private final Kind kind;

  public BrokenXmlException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
