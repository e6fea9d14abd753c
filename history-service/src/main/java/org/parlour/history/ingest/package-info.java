/// Reads `parlour.history-commands` and `parlour.messages` into the archive. Offsets are committed
/// after the database: what was not committed comes again and changes nothing.
@NullMarked
package org.parlour.history.ingest;

import org.jspecify.annotations.NullMarked;
