/// The SIP door: transactions and translation, no dialogs. Any edge can serve any dialog.
@NullMarked
package org.parlour.edge;

import org.jspecify.annotations.NullMarked;
