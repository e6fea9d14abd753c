/// The archive's REST interface, `/api/v1/conversations`. Lists go page by page; a page names the
/// next one by an opaque text, which stays good while conversations come and go.
@NullMarked
package org.parlour.history.api;

import org.jspecify.annotations.NullMarked;
