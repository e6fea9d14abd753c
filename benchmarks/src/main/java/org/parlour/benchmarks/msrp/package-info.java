/// What the MSRP switch carries, against a floor: a server that frames, answers, rewrites ids and
/// paths, and does nothing else. Servers run in processes of their own on one processor, the load
/// on another.
@NullMarked
package org.parlour.benchmarks.msrp;

import org.jspecify.annotations.NullMarked;
