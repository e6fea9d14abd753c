/// Who is alive.
@NullMarked
package org.parlour.contracts.instance;

import org.jspecify.annotations.NullMarked;
