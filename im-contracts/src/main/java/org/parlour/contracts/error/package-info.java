/// The outcomes of the protocol, each with its rendering at every border.
@NullMarked
package org.parlour.contracts.error;

import org.jspecify.annotations.NullMarked;
