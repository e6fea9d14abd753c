package org.parlour.xdm.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.XmlDocument;

/// What the upstream says of a document.
sealed interface Fetched {
  Outcome outcome();

  /// It is this one.
  ///
  /// @param etag as it came, with its quotes; null without one that can be sent back
  record Changed(XmlDocument document, @Nullable String etag) implements Fetched {
    @Override
    public Outcome outcome() {
      return Outcome.CHANGED;
    }
  }

  /// It is the one with the ETag that was named.
  record Unchanged() implements Fetched {
    @Override
    public Outcome outcome() {
      return Outcome.UNCHANGED;
    }
  }

  /// There is none.
  record Absent() implements Fetched {
    @Override
    public Outcome outcome() {
      return Outcome.ABSENT;
    }
  }

  /// Nothing that can be used; what it says of other documents may be.
  record Unusable(Outcome outcome) implements Fetched {}

  /// Nothing, and other documents would fare no better now.
  ///
  /// @param retryAfter how long it wants to be left alone; null when it does not say
  record Failed(Outcome outcome, @Nullable Duration retryAfter) implements Fetched {
    Failed(Outcome outcome) {
      this(outcome, null);
    }
  }
}
