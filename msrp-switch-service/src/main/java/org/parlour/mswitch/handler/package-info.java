/// What stands in a connection's pipeline behind the codec: finds the leg that a request is for and
/// hands it to the session; answers what belongs to no session.
@NullMarked
package org.parlour.mswitch.handler;

import org.jspecify.annotations.NullMarked;
