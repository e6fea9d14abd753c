/// What documents cost, at speed and at size: the service as it ships, in a process of its own,
/// with a real broker and a real database, next to a bare endpoint of Spring's. [XdmBenchmark] is
/// the door.
@NullMarked
package org.parlour.benchmarks.xdm;

import org.jspecify.annotations.NullMarked;
