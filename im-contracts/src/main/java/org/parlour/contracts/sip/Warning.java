package org.parlour.contracts.sip;

/// A Warning (RFC 3261 §20.43); the edge adds the agent.
///
/// @param code 399, or 304 and 305 about media
public record Warning(int code, String text) {
  public static Warning of(String text) {
    return new Warning(399, text);
  }
}
