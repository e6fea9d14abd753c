package org.parlour.edge.sipstack;

import org.parlour.edge.transport.SipLimits;

/// How the stack runs.
///
/// @param maxServerTransactions beyond it new requests are refused, little by little
/// @param timerSpeed 1; larger only in tests of what takes 32 s
public record SipStackSettings(
    Listening listening, SipLimits limits, int maxServerTransactions, int timerSpeed) {}
