/// The whole suite on one machine, with one command.
@NullMarked
package org.parlour.standalone;

import org.jspecify.annotations.NullMarked;
