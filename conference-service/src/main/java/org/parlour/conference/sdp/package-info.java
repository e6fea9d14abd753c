/// Offers and answers of the focus: which media it takes, and how attributes pass between legs.
@NullMarked
package org.parlour.conference.sdp;

import org.jspecify.annotations.NullMarked;
