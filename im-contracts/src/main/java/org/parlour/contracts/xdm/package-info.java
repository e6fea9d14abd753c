/// What xdm-adapter-service is asked to do with documents.
@NullMarked
package org.parlour.contracts.xdm;

import org.jspecify.annotations.NullMarked;
