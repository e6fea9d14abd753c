package org.parlour.conference.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param after to be given for the next page; null when this is the last
record SessionPage(List<SessionView> sessions, @Nullable String after) {}
