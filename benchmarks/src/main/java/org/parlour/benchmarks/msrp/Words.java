package org.parlour.benchmarks.msrp;

import java.util.Arrays;
import java.util.List;

/// Arguments as Maven hands them over: several may be in one.
public final class Words {
  private Words() {}

  public static List<String> of(String... arguments) {
    return Arrays.stream(String.join(" ", arguments).strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
