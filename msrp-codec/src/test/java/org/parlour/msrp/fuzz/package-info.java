/// Fuzz targets. In a normal build each runs on its seeds only, which are the torture set; with the
/// profile `fuzz` each goes on from there for `fuzz.seconds`.
@NullMarked
package org.parlour.msrp.fuzz;

import org.jspecify.annotations.NullMarked;
