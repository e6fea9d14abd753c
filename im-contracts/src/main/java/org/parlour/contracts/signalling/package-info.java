/// Everything that can change an aggregate, in one log, and in the order of that log: SIP requests
/// and responses, timers, media events, documents.
@NullMarked
package org.parlour.contracts.signalling;

import org.jspecify.annotations.NullMarked;
