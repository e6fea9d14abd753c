/// The Controlling IM Function: one file for each procedure of clauses 7.2.1 and 7.2.2.
@NullMarked
package org.parlour.conference.controlling;

import org.jspecify.annotations.NullMarked;
