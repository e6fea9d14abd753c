/// Server transactions that wait for the core, with their deadlines, and 2xx that wait for their
/// ACK.
@NullMarked
package org.parlour.edge.transactions;

import org.jspecify.annotations.NullMarked;
