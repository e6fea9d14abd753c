/// Application usages (RFC 4825 §5): which documents there are, what they must be like, who may
/// write them. [ApplicationUsages] is the list.
@NullMarked
package org.parlour.xdm.usage;

import org.jspecify.annotations.NullMarked;
