/// Reads `parlour.xdm-commands`. Offsets are committed after the database's transaction, so that a
/// command may be read again: whoever obeys it does so once.
@NullMarked
package org.parlour.xdm.command;

import org.jspecify.annotations.NullMarked;
