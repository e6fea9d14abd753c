/// Signalling ladders: text files beside the specification's clauses, played line by line against a
/// running suite.
@NullMarked
package org.parlour.interop.ladder;

import org.jspecify.annotations.NullMarked;
