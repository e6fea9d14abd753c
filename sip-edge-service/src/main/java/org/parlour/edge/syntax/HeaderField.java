package org.parlour.edge.syntax;

/// One header line, unfolded.
///
/// @param name as it is usually written, compact forms expanded
/// @param value without surrounding white space; may hold a comma-separated list
public record HeaderField(String name, String value) {}
