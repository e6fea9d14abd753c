/// The syntax of SIP header fields as far as we read and write it ourselves: text in, small records
/// out.
@NullMarked
package org.parlour.edge.syntax;

import org.jspecify.annotations.NullMarked;
