package org.parlour.conference.state;

/// How far a [PagerMessage] got.
///
/// @param next the first recipient to whom no copy was sent, by its place in the message
/// @param open copies that have no final response
public record PagerProgress(int next, int open) implements StatePart {
  static final PagerProgress NONE = new PagerProgress(0, 0);

  public PagerProgress sent() {
    return new PagerProgress(next + 1, open + 1);
  }

  public PagerProgress finished() {
    return new PagerProgress(next, open - 1);
  }
}
