/// Who changed which document, when, and how.
@NullMarked
package org.parlour.xdm.audit;

import org.jspecify.annotations.NullMarked;
