/// Who is alive: heartbeats of edges and switches, and what follows from them.
@NullMarked
package org.parlour.edge.instances;

import org.jspecify.annotations.NullMarked;
