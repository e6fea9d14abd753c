/// What the outside world says in bodies, and who it says it is: addresses, SDP, CPIM, resource
/// lists, conference-info. Changes when an RFC or OMA changes, never for our convenience.
@NullMarked
package org.parlour.protocol;

import org.jspecify.annotations.NullMarked;
