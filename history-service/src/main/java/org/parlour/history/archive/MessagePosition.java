package org.parlour.history.archive;

/// Where a message stands in its conversation.
public record MessagePosition(long sequence, String message) {}
