/// The Participating IM Function's view of one served user.
@NullMarked
package org.parlour.conference.participating;

import org.jspecify.annotations.NullMarked;
