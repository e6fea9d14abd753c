/// The command line: `parlour chat`, `demo`, `trace` and `load`. Exit codes: 0 all went well, 1
/// something did not, 2 wrong usage, 3 nothing is listening.
@NullMarked
package org.parlour.client.cli;

import org.jspecify.annotations.NullMarked;
