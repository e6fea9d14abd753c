/// Who may use the management interfaces.
@NullMarked
package org.parlour.support.security;

import org.jspecify.annotations.NullMarked;
