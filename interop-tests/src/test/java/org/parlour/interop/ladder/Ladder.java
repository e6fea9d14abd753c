package org.parlour.interop.ladder;

import java.util.List;

/// What one ladder file says.
///
/// @param name the file's, without `.ladder`
/// @param specs the clauses that it proves
record Ladder(String name, List<String> specs, List<Rung> rungs) {
  Ladder {
    specs = List.copyOf(specs);
    rungs = List.copyOf(rungs);
  }
}
