/// The topics, the wire form of their records, and the record headers: the only coupling between
/// services.
@NullMarked
package org.parlour.contracts.topic;

import org.jspecify.annotations.NullMarked;
