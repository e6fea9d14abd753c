package org.parlour.interop.conformance;

/// What a test report says of a test.
enum Outcome {
  PASSED,
  SKIPPED,
  FAILED;

  /// Of several runs of one method (parameters, nested repetitions) the worst counts.
  Outcome worse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
