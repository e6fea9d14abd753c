package org.parlour.conference.state;

/// The counters of a focus.
///
/// @param seed from which all ids are derived; empty until a request brought one
/// @param counter of the ids and timer generations given so far
/// @param revision of the roster, grows with each change that subscribers may see
public record FocusHead(String seed, long counter, long revision) implements StatePart {
  static final FocusHead NEW = new FocusHead("", 0, 0);
}
