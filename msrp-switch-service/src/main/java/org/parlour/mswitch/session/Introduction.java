package org.parlour.mswitch.session;

import org.parlour.msrp.message.TransactionId;

/// A SEND of ours that the peer has not answered yet.
record Introduction(TransactionId transaction, long sinceNanos) {}
