package org.parlour.edge.syntax;

/// A header value that cannot be read. The message names the thing, the value and what was
/// expected.
public class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  public SyntaxException(String thing, String value, String expected) {
    super(thing + ": " + value + " (expected: " + expected + ")", null, false, false);
  }
}
