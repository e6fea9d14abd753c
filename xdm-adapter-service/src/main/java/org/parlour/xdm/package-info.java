/// Group documents: kept in PostgreSQL, changed over REST, and published as commands to whoever
/// holds the group's sessions.
@NullMarked
package org.parlour.xdm;

import org.jspecify.annotations.NullMarked;
