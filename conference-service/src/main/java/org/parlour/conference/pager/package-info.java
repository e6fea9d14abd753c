/// Pager mode (clauses 8.3.1.1.1 and 8.3.2.1): one MESSAGE comes in, and one goes to each of
/// several users.
@NullMarked
package org.parlour.conference.pager;

import org.jspecify.annotations.NullMarked;
