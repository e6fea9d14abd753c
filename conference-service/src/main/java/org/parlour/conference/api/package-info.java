/// The REST view of running sessions.
@NullMarked
package org.parlour.conference.api;

import org.jspecify.annotations.NullMarked;
