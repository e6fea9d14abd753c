package org.parlour.protocol.list;

/// How a recipient was named (RFC 5364 §4). `NONE` is an entry without the attribute: a recipient
/// that is not disclosed to the others.
public enum CopyControl {
  TO,
  CC,
  BCC,
  NONE
}
