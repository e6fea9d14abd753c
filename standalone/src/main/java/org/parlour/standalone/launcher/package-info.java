/// Starts broker, database, the five services and the lab core in order, and stops them in reverse.
@NullMarked
package org.parlour.standalone.launcher;

import org.jspecify.annotations.NullMarked;
