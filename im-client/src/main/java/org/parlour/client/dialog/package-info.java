/// SIP dialogs (RFC 3261 §12), from either side.
@NullMarked
package org.parlour.client.dialog;

import org.jspecify.annotations.NullMarked;
