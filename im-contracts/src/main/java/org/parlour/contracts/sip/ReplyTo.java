package org.parlour.contracts.sip;

/// The edge that holds a server transaction.
///
/// @param edge its ordinal, which is its partition of `parlour.edge-inbox`
/// @param incarnation grows with each start of that edge; a record for another incarnation is stale
public record ReplyTo(int edge, long incarnation) {}
