package org.parlour.xdm.api;

import org.jspecify.annotations.Nullable;

/// One group of an import.
///
/// @param number in its file, from 1 on
/// @param group null when it cannot be read
/// @param problem why not
record ImportRow(int number, @Nullable GroupView group, @Nullable String problem) {}
