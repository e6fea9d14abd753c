package org.parlour.contracts.sip;

/// Identifies a request that we send: its Via branch, `z9hG4bK` included, chosen by the core.
public record RequestId(String branch) {
  @Override
  public String toString() {
    return branch;
  }
}
