/// The conference-info document of a session (RFC 4575).
@NullMarked
package org.parlour.conference.roster;

import org.jspecify.annotations.NullMarked;
