package org.parlour.msrp.message;

/// What a decoder reads from a connection.
public sealed interface MsrpMessage permits MsrpRequest, MsrpResponse, Malformed {}
